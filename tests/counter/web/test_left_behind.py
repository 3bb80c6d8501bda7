"""The procedure changes while the client sits at the desk: nothing typed, scanned or signed is
lost, and nothing is filed under what is over."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from counter.models import Intake, PaperCopy
from dossiers.models import Attachment, CarriedDraft, Dossier
from portal.accounts.models import Citizen
from portal.agencies.models import Agency
from portal.shared.uploads import store
from portal.signatures.models import SigningItem, SigningKey, SigningRun
from services.models import Revision
from tests.counter.signing_world import BOOK, CARD, PIN, TWO_PAPERS, at_signing, ready_copy
from tests.dossiers.second_revision import publish_second
from tests.files import small_pdf
from tests.world import Person

pytestmark = pytest.mark.django_db

Jobs = Callable[..., list[str]]


@pytest.fixture
def intake(
    clerk: Person, hoa: Citizen, make_revision: Callable[..., Revision], justice: Agency
) -> Intake:
    """All is typed, the identity card is a ready copy."""
    return at_signing(clerk, hoa, make_revision(fee_vnd=0), justice, CARD)


@pytest.fixture
def second(intake: Intake, make_revision: Callable[..., Revision]) -> Revision:
    """Published now: "Số bản" is gone, "Lý do cụ thể" is new."""
    return publish_second(make_revision)


def at(intake: Intake, page: str) -> str:
    return f"/counter/intake/{intake.key}/{page}/"


def draft() -> Dossier:
    return Dossier.objects.get()


def test_the_form_asks_to_go_over_and_keeps_what_it_still_asks(
    desk: Client, intake: Intake, second: Revision
) -> None:
    before = dict(draft().answers)
    asked = desk.get(at(intake, "form"))
    assert "Dùng mẫu mới và điền tiếp" in asked.content.decode()
    assert asked.templates[0].name == "counter/intake/form_changed.html"

    answer = desk.post(at(intake, "form"), {"carry_over": "1"})

    assert answer.url == at(intake, "form")
    assert draft().revision == second
    assert draft().answers == {k: before[k] for k in ("full_name", "phone", "purpose")}
    assert CarriedDraft.objects.get().left == [{"label": "Số bản", "text": "1"}]
    page = desk.get(at(intake, "form")).content.decode()
    assert 'value="Xin việc làm"' in page and "Lý do cụ thể" in page
    # The papers are those of the new revision, with the copy that was made already.
    assert PaperCopy.objects.get().state == "ready"
    assert "Ảnh chân dung" in desk.get(at(intake, "papers")).content.decode()


def test_what_is_sent_from_the_old_form_is_kept_and_found_in_the_new_one(
    desk: Client, intake: Intake, second: Revision
) -> None:
    saved = desk.post(
        at(intake, "form"), {"changed": "purpose", "purpose": "Đi du học"},
        headers={"X-Autosave": "1"},
    )  # fmt: skip
    whole = desk.post(at(intake, "form"), {"purpose": "Đi du học", "phone": "0935222333"})

    assert saved.status_code == 200
    assert whole.status_code in (302, 422)
    assert draft().answers["purpose"] == "Đi du học"
    desk.post(at(intake, "form"), {"carry_over": "1"})
    assert draft().answers["purpose"] == "Đi du học"


def test_twice_pressed_goes_over_once(desk: Client, intake: Intake, second: Revision) -> None:
    for _press in range(2):
        assert desk.post(at(intake, "form"), {"carry_over": "1"}).url == at(intake, "form")

    assert CarriedDraft.objects.count() == 1


def test_signed_under_the_old_one_it_is_filed_under_the_new_one_without_signing_again(
    desk: Client, intake: Intake, key: SigningKey, make_revision: Callable[..., Revision],
    run_jobs: Jobs,
) -> None:  # fmt: skip
    desk.post(at(intake, "sign"), {"pin": PIN})
    second = publish_second(make_revision)
    run_jobs(queues=["signing", "default"])
    told = desk.get(at(intake, "sign")).content.decode()
    assert "Thủ tục đã thay đổi" in told
    assert (draft().state, Attachment.objects.count()) == ("draft", 0)

    desk.post(at(intake, "form"), {"carry_over": "1"})
    desk.post(at(intake, "form"), {**_typed(), "reason": "Đi làm"})
    answer = desk.post(at(intake, "sign"), {"pin": ""})

    assert answer.status_code == 302
    filed = draft()
    assert (filed.revision, filed.answers["reason"], bool(filed.code)) == (second, "Đi làm", True)
    assert filed.state != "draft"
    assert (SigningRun.objects.count(), SigningItem.objects.count()) == (1, 1)
    assert Attachment.objects.get().sha256 == PaperCopy.objects.get().signed_sha256


@pytest.mark.parametrize("trouble", ["wrong_pin", "timestamp_down"])
def test_a_signing_that_fails_loses_nothing(
    desk: Client, intake: Intake, key: SigningKey, run_jobs: Jobs, settings: Any, trouble: str
) -> None:
    desk.post(at(intake, "form"), {**_typed(), "copies": "3"})
    before, timestamps = draft(), settings.SIGNATURE_TIMESTAMP_URL
    settings.SIGNATURE_TIMESTAMP_URL = "" if trouble == "timestamp_down" else timestamps

    _sign(desk, intake, run_jobs, pin="000000" if trouble == "wrong_pin" else PIN)

    page = desk.get(at(intake, "sign"))
    assert (page.status_code, "Refresh" in page.headers) == (200, False)
    assert SigningRun.objects.get().error == trouble
    after = draft()
    assert after.state == "draft"
    assert (after.answers, after.version) == (before.answers, before.version)
    assert 'value="Xin việc làm"' in desk.get(at(intake, "form")).content.decode()

    settings.SIGNATURE_TIMESTAMP_URL = timestamps
    _sign(desk, intake, run_jobs)
    assert (bool(draft().code), draft().answers["copies"]) == (True, 3)
    assert Attachment.objects.count() == 1


def test_what_was_signed_before_the_failure_is_not_signed_again(
    desk: Client, clerk: Person, hoa: Citizen, key: SigningKey, run_jobs: Jobs, justice: Agency,
    make_revision: Callable[..., Revision],
) -> None:  # fmt: skip
    intake = at_signing(clerk, hoa, make_revision(fee_vnd=0, papers=TWO_PAPERS), justice, CARD)
    broken = ready_copy(intake, clerk, BOOK, b"khong phai PDF")
    _sign(desk, intake, run_jobs)
    assert SigningRun.objects.get().error == "bad_pdf"
    first = PaperCopy.objects.get(requirement_key=CARD)
    assert (first.state, draft().state, draft().answers["copies"]) == ("signed", "draft", 1)

    store.write(broken.file, small_pdf())
    _sign(desk, intake, run_jobs)

    assert bool(draft().code)
    subjects = SigningItem.objects.filter(state="signed").values_list("subject", flat=True)
    assert sorted(subjects) == sorted([f"copy:{first.key}", f"copy:{broken.key}"])
    files = Attachment.objects.values_list("requirement_key", "sha256")
    assert sorted(files) == [(CARD, first.signed_sha256), (BOOK, _signed_sha256(broken))]


def _sign(desk: Client, intake: Intake, run_jobs: Jobs, pin: str = PIN) -> None:
    """Press, and let the worker do it."""
    desk.post(at(intake, "sign"), {"pin": pin, "receive": "0"})
    run_jobs(queues=["signing", "default"])


def _signed_sha256(copy: PaperCopy) -> str:
    return PaperCopy.objects.get(pk=copy.pk).signed_sha256


def _typed() -> dict[str, str]:
    return {"purpose": "Xin việc làm", "copies": "1", "phone": "0935222333"}
