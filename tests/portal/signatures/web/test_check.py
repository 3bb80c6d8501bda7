"""`/verify/`: a file is dropped, checked in a job, answered, deleted; the answer is forgotten."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.shared import clock
from portal.shared.apart import Apart
from portal.signatures import jobs
from portal.signatures.actions.forget_checks import forget_checks
from portal.signatures.actions.run_check import run_check
from portal.signatures.models import SignatureCheck
from portal.signatures.trust import configured_trust
from portal.signatures.validation.check_apart import check_pdf_apart
from portal.signatures.validation.verdict import Verdict
from portal.signatures.web.check import CHECKS
from portal.worker import LANES
from tests.files import small_pdf
from tests.jobs import run_due_jobs
from tests.portal.signatures.validation import forging

pytestmark = pytest.mark.django_db
VERIFY = "/verify/"


def drop(client, data: bytes, name: str = "ket-qua.pdf"):
    return client.post(VERIFY, {"file": SimpleUploadedFile(name, data, "application/pdf")})


def files_left(settings) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_signed_file_is_answered_in_plain_words(client, trusting, settings):
    asked = drop(client, forging.signed(trusting))
    check = SignatureCheck.objects.get()
    assert (asked.status_code, asked["Location"]) == (302, f"{VERIFY}{check.key}/")
    waiting = client.get(asked["Location"])
    assert (waiting["Refresh"], len(files_left(settings))) == ("2", 1)
    assert "Đang kiểm tra chữ ký số" in waiting.content.decode()
    assert run_due_jobs(queues=["verify"]) == ["signatures.check_file"]
    page = client.get(asked["Location"])
    text = page.content.decode()
    for words in ("Chữ ký hợp lệ", forging.NAME, forging.ORGANISATION, "(theo dấu thời gian)"):
        assert words in text
    assert check.sha256 in text
    assert not page.has_header("Refresh")
    assert "no-store" in page["Cache-Control"]
    assert files_left(settings) == []


def test_a_forged_file_is_refused_in_its_own_words(client, trusting):
    asked = drop(client, forging.byte_changed(trusting))
    run_due_jobs(queues=["verify"])
    text = client.get(asked["Location"]).content.decode()
    assert "Nội dung đã bị sửa sau khi ký" in text
    assert "Chữ ký hợp lệ" not in text


@pytest.mark.parametrize(
    ("data", "words"),
    [(small_pdf(), "Tệp không có chữ ký số"), (b"xin chao", "Tệp không phải PDF")],
    ids=["unsigned", "not_pdf"],
)
def test_a_file_without_signature_is_answered_too(client, data, words):
    asked = drop(client, data, "../../<b>.pdf")
    run_due_jobs(queues=["verify"])
    text = client.get(asked["Location"]).content.decode()
    assert words in text
    assert "<b>.pdf" not in text


def test_nothing_chosen_and_too_large_are_said_beside_the_field(client, settings):
    nothing = client.post(VERIFY)
    settings.ATTACHMENT_MAX_BYTES = 1024 * 1024
    large = drop(client, b"%PDF-" + bytes(1024 * 1024))
    assert (nothing.status_code, large.status_code) == (422, 422)
    assert "Chọn tệp PDF trước khi" in nothing.content.decode()
    assert "Tệp lớn hơn 1 MB" in large.content.decode()
    assert not SignatureCheck.objects.exists()
    assert files_left(settings) == []


def test_who_asks_too_often_waits(client, settings):
    for _ in range(CHECKS.times):
        CHECKS.spend("127.0.0.1")
    assert drop(client, small_pdf()).status_code == 429
    assert not SignatureCheck.objects.exists()


def test_so_many_files_wait_and_no_more(client, settings, monkeypatch):
    monkeypatch.setattr("portal.signatures.actions.ask_check.MOST_WAITING", 1)
    drop(client, small_pdf())
    refused = drop(client, small_pdf(2))
    assert (refused.status_code, refused["Retry-After"]) == (503, "120")
    text = refused.content.decode()
    assert text.count("Nhiều tệp đang chờ kiểm tra. Hãy gửi lại tệp này sau ít phút.") == 2
    assert (SignatureCheck.objects.count(), len(files_left(settings))) == (1, 1)
    run_due_jobs(queues=["verify"])
    assert drop(client, small_pdf(2)).status_code == 302


def test_files_given_with_dossiers_wait_neither_in_line_nor_for_the_process(monkeypatch):
    lanes = {queue: lane.name for lane in LANES for queue in lane.queues}
    assert lanes[jobs.VERIFY] != lanes[jobs.CHECKS]
    stuck = Apart(seconds=0, megabytes=512)
    monkeypatch.setattr("portal.signatures.validation.check_apart._process_for_anybody", stuck)
    theirs, given = (
        check_pdf_apart(small_pdf(), trust=configured_trust(), anybodys=anybodys)
        for anybodys in (True, False)
    )
    assert (theirs.verdict, given.verdict) == (Verdict.TOO_COMPLEX, Verdict.UNSIGNED)


def test_after_an_hour_everything_is_forgotten(
    client, settings, django_capture_on_commit_callbacks
):
    asked = drop(client, small_pdf())
    drop(client, small_pdf(2))
    old, young = SignatureCheck.objects.order_by("pk")
    old.asked_at = clock.now() - timedelta(minutes=61)
    old.save()
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_checks() == 1
    assert list(SignatureCheck.objects.all()) == [young]
    assert client.get(asked["Location"]).status_code == 404
    assert len(files_left(settings)) == 1
    run_check(check_id=old.pk)  # its job comes late, and finds nothing to do
    assert not SignatureCheck.objects.filter(pk=old.pk).exists()


def test_a_guessed_address_is_unknown(client):
    guess = reverse("signatures:verify_report", args=["00000000-0000-4000-8000-000000000000"])
    assert client.get(guess).status_code == 404
