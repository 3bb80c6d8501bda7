"""Files through the pages: with and without the script, the owner's and nobody else's."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dossiers.models import Attachment, Dossier
from dossiers.web.citizen import uploads
from portal.shared.rate_limit.limit import Limit
from tests.dossiers.web.citizen.page import text_of
from tests.files import small_jpeg, small_pdf

EXE = "Tệp này là chương trình máy tính, không phải giấy tờ."


def url(draft: Dossier, more: str = "") -> str:
    return f"/me/dossiers/{draft.key}/papers/{more}"


def upload(content: bytes, name: str = "cccd.pdf") -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, content)}


def test_with_the_script_the_answer_is_the_slot(draft: Dossier, browser_of_tra: Client) -> None:
    answer = browser_of_tra.post(
        url(draft, "cccd/"), upload(small_pdf()), headers={"X-Upload": "1"}
    )
    content = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="paper-cccd"' in content
    assert "<html" not in content
    assert "cccd.pdf" in content


def test_a_refused_file_says_why_in_its_slot(draft: Dossier, browser_of_tra: Client) -> None:
    answer = browser_of_tra.post(
        url(draft, "cccd/"), upload(b"MZ" + b"\0" * 99), headers={"X-Upload": "1"}
    )
    assert answer.status_code == 422
    assert EXE in answer.content.decode()
    assert not Attachment.objects.exists()


def test_without_the_script_the_page_says_why(draft: Dossier, browser_of_tra: Client) -> None:
    answer = browser_of_tra.post(url(draft, "cccd/"), upload(b"MZ" + b"\0" * 99))
    assert answer.status_code == 422
    assert text_of(answer).count(EXE) == 2  # in the summary and in the slot
    assert 'href="#paper-cccd"' in answer.content.decode()


def test_no_file_chosen(draft: Dossier, browser_of_tra: Client) -> None:
    answer = browser_of_tra.post(url(draft, "cccd/"))
    assert answer.status_code == 422
    assert "Chọn tệp trước khi bấm “Gửi tệp”." in text_of(answer)


def test_going_on_without_a_required_paper(draft: Dossier, browser_of_tra: Client) -> None:
    answer = browser_of_tra.post(url(draft))
    assert answer.status_code == 422
    assert "Tải lên tệp cho “Bản chụp thẻ căn cước”." in text_of(answer)


def test_a_file_is_shown_to_its_owner_only(
    draft: Dossier, browser_of_tra: Client, browser_of_lan: Client, client: Client
) -> None:
    content = small_pdf()
    browser_of_tra.post(url(draft, "cccd/"), upload(content, "thẻ.pdf"))
    attachment = Attachment.objects.get()
    page = f"/me/files/{attachment.key}/"
    shown = browser_of_tra.get(page)
    assert b"".join(shown.streaming_content) == content
    assert shown.headers["Content-Type"] == "application/pdf"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert shown.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "no-store" in shown.headers["Cache-Control"]
    assert browser_of_lan.get(page).status_code == 404
    assert client.get(page).headers["Location"].startswith("/accounts/login/")
    assert browser_of_lan.post(f"{page}remove/").status_code == 404
    assert browser_of_lan.post(url(draft, "cccd/"), upload(small_pdf())).status_code == 404
    assert Attachment.objects.get().state == "accepted"


@pytest.mark.parametrize("state", ["quarantined", "refused", "removed"])
def test_what_was_not_accepted_is_never_served(
    draft: Dossier, browser_of_tra: Client, state: str
) -> None:
    browser_of_tra.post(url(draft, "cccd/"), upload(small_pdf()))
    Attachment.objects.update(state=state)
    key = Attachment.objects.get().key
    assert browser_of_tra.get(f"/me/files/{key}/").status_code == 404


def test_a_photo_is_shown_as_an_upright_pdf_when_that_is_ready(
    draft: Dossier, browser_of_tra: Client, run_jobs: Callable[..., list[str]]
) -> None:
    browser_of_tra.post(url(draft, "cccd/"), upload(small_jpeg(), "thẻ.jpg"))
    page = f"/me/files/{Attachment.objects.get().key}/"
    before = browser_of_tra.get(page)
    assert before.headers["Content-Type"] == "image/jpeg"
    assert before.headers["Content-Security-Policy"].endswith("sandbox")
    assert b"".join(before.streaming_content) == small_jpeg()
    run_jobs(queues=["documents"])
    after = browser_of_tra.get(page)
    assert after.headers["Content-Type"] == "application/pdf"
    assert b"".join(after.streaming_content).startswith(b"%PDF-")


def test_a_file_is_taken_back(draft: Dossier, browser_of_tra: Client) -> None:
    browser_of_tra.post(url(draft, "cccd/"), upload(small_pdf()))
    key = Attachment.objects.get().key
    answer = browser_of_tra.post(f"/me/files/{key}/remove/")
    assert answer.headers["Location"] == f"/me/dossiers/{draft.key}/papers/#paper-cccd"
    assert "cccd.pdf" not in text_of(browser_of_tra.get(url(draft)))


def test_uploads_are_limited(
    draft: Dossier, browser_of_tra: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "UPLOADS", Limit("upload", times=1, seconds=600))
    browser_of_tra.post(url(draft, "cccd/"), upload(small_pdf()))
    answer = browser_of_tra.post(
        url(draft, "cccd/"), upload(small_pdf()), headers={"X-Upload": "1"}
    )
    assert answer.status_code == 429
    assert "Bạn đã thử quá nhiều lần." in answer.content.decode()
    assert Attachment.objects.count() == 1
