"""The page of the papers as a clerk works on it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from counter.actions.close_intake import close_intake
from counter.models import Intake, PaperCopy, ScannedPage
from dossiers.models import Attachment
from portal.shared import clock
from tests.counter.digitising.papers_world import add, copy_of, keys, page
from tests.files import small_pdf
from tests.scans import as_jpeg, as_tiff, blank_page, locked_pdf, text_page
from tests.world import Person

pytestmark = pytest.mark.django_db
Jobs = Callable[..., list[str]]


def address(intake: Intake, name: str = "papers", **where: Any) -> str:
    return reverse(f"counter:intake_{name}", kwargs={"intake": intake.key, **where})


def post(client: Client, intake: Intake, do: str, **data: Any) -> Any:
    return client.post(address(intake, "pages_sort"), {"do": do, **data}, follow=True)


def test_one_bad_file_of_many_takes_no_other_with_it(
    at_counter: Client, intake: Intake, run_jobs: Jobs
) -> None:
    files = [
        SimpleUploadedFile("một.jpg", page(1)),
        SimpleUploadedFile("khóa.pdf", locked_pdf()),
        SimpleUploadedFile("rỗng.pdf", b""),
        SimpleUploadedFile("ảnh.pdf", as_jpeg(text_page(seed=2))),  # a JPEG, whatever its name says
    ]
    answer = at_counter.post(address(intake, "pages_add"), {"file": files, "paper": "cccd"})
    assert answer.status_code == 422
    body = answer.content.decode()
    assert "khóa.pdf: Tệp PDF này có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại." in body
    assert "rỗng.pdf: Tệp này trống (0 byte)." in body
    assert "Đã thêm ảnh.jpg: 1 trang." in body
    run_jobs()
    assert copy_of(intake, "cccd").page_count == 2


def test_sorting_by_the_button_of_the_paper_leads_to_the_next_loose_page(
    at_counter: Client, clerk: Person, intake: Intake, run_jobs: Jobs
) -> None:
    add(clerk, intake, page(1), name="1.jpg")
    add(clerk, intake, page(2), name="2.jpg")
    run_jobs()
    one, two = keys(intake, "")
    answer = post(at_counter, intake, "to:cccd", current=str(one), whole="1")
    assert answer.redirect_chain[-1][0] == f"{address(intake)}?page={two}"
    post(at_counter, intake, "to", page=[str(two)], paper="ho-khau")
    assert (keys(intake, "cccd"), keys(intake, "ho-khau")) == ([one], [two])
    run_jobs()
    body = post(at_counter, intake, "seen", current=str(one)).content.decode()
    assert "Đủ giấy tờ, đạt yêu cầu. Có thể ký và nộp." in body


def test_pictures_and_copies_are_seen_by_this_clerk_alone_while_the_intake_is_open(
    at_counter: Client, clerk: Person, clerk_tamtien: Person, intake: Intake, run_jobs: Jobs,
    client_as: Callable[[Person], Client],
) -> None:  # fmt: skip
    add(clerk, intake, page(1), paper="cccd")
    run_jobs()
    key = keys(intake, "cccd")[0]
    paths = [
        address(intake), address(intake, "papers_state"),
        address(intake, "page_picture", page=key, kind="picture"),
        address(intake, "page_picture", page=key, kind="thumbnail"),
        address(intake, "copy_file", copy=copy_of(intake, "cccd").key),
    ]  # fmt: skip
    for path in paths:
        answer = at_counter.get(path)
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        assert client_as(clerk_tamtien).get(path).status_code == 404
    close_intake(actor=clerk.actor, key=intake.key)
    assert [at_counter.get(path).status_code for path in paths] == [404] * 5
    assert post(at_counter, intake, "turn:right", current=str(key)).status_code == 404


def test_forty_pages_cost_the_same_statements_as_three(
    at_counter: Client, clerk: Person, intake: Intake
) -> None:
    tiny = Image.new("L", (40, 56), "white")

    def statements(pages: int) -> int:
        for paper in ("cccd", "ho-khau", ""):
            add(clerk, intake, as_tiff(*[tiny] * pages), name=f"{paper}{pages}.tif", paper=paper)
        at_counter.get(address(intake))
        with CaptureQueriesContext(connection) as sent:
            body = at_counter.get(address(intake)).content.decode()
        assert body.count('data-page="') == ScannedPage.objects.count()
        return len(sent)

    assert statements(1) == statements(13)
    assert ScannedPage.objects.count() == 42


def test_words_of_refusals_stand_on_the_page_and_what_was_typed_stays(
    at_counter: Client, clerk: Person, intake: Intake, run_jobs: Jobs
) -> None:
    add(clerk, intake, as_jpeg(blank_page()), paper="cccd")
    run_jobs()
    key = str(keys(intake, "cccd")[0])
    crop = {"crop_left": "a", "crop_top": "0", "crop_right": "100", "crop_bottom": "50"}
    answer = post(at_counter, intake, "crop", current=key, **crop)
    assert answer.status_code == 422
    assert "Nhập bốn số từ 0 đến 100" in answer.content.decode()
    assert post(at_counter, intake, "turn:right").status_code == 422
    assert post(at_counter, intake, "khong-co", current=key).status_code == 404
    body = post(at_counter, intake, "blanks").content.decode()
    assert "Đã bỏ các trang trắng." in body
    assert "Lấy lại" in body


def test_a_signed_copy_of_an_earlier_dossier_is_used_again_until_it_expires(
    at_counter: Client, clerk: Person, intake: Intake, run_jobs: Jobs,
    complete_draft: Callable[..., Any], tra: Person,
) -> None:  # fmt: skip
    add(clerk, intake, page(1), paper="cccd")
    run_jobs()
    earlier = copy_of(intake, "cccd")
    draft = complete_draft(code="2.000999")
    _signed(earlier, Attachment.objects.get(dossier=draft))
    body = at_counter.get(address(intake)).content.decode()
    assert "Dùng lại bản đã ký trước đây (1)" in body
    day = clock.today()
    PaperCopy.objects.update(valid_until=day - timedelta(days=1))
    assert "Dùng lại bản đã ký" not in at_counter.get(address(intake)).content.decode()
    expired = {"paper": "cccd", "copy": str(earlier.key)}
    assert at_counter.post(address(intake, "copy_reuse"), expired).status_code == 404
    PaperCopy.objects.update(valid_until=day)
    at_counter.post(address(intake, "copy_reuse"), expired)
    again = copy_of(intake, "cccd")
    assert (again.state, again.signed_file, again.original_seen_by) == (
        "signed", earlier.signed_file, earlier.original_seen_by,
    )  # fmt: skip
    at_counter.post(address(intake, "copy_reuse"), {"paper": "cccd"})
    assert PaperCopy.objects.get(pk=again.pk).state == "replaced"


def test_what_is_larger_than_a_file_may_be_is_refused_before_it_is_read(
    at_counter: Client, intake: Intake, settings: Any
) -> None:
    settings.ATTACHMENT_MAX_BYTES = 2000
    answer = at_counter.post(
        address(intake, "pages_add"),
        {"file": SimpleUploadedFile("lon.pdf", small_pdf() + b" " * 3000)},
        headers={"X-Upload": "1"},
    )
    assert answer.status_code == 422
    assert "Tệp lớn hơn 0 MB" in answer.json()["error"]
    assert not list(settings.MEDIA_ROOT.rglob("quarantine/*"))


def _signed(copy: PaperCopy, attachment: Attachment) -> None:
    """As signing and filing leave it."""
    copy.state, copy.attachment, copy.signed_at = "signed", attachment, clock.now()
    copy.signed_file = copy.file
    copy.save()
