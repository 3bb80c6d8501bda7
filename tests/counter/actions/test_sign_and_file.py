"""One PIN entry signs a client's copies and files the dossier: once, or not at all."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from django.http import Http404

from counter import jobs
from counter.actions.choose_procedure import choose_procedure
from counter.actions.file_for_client import file_for_client
from counter.actions.note_signed_copy import note_signed_copy
from counter.actions.sign_copies import sign_and_file
from counter.models import Consent, Filing, Intake, PaperCopy
from dossiers.actions.discard import discard
from dossiers.models import Attachment, Dossier, HistoryEntry
from portal.accounts.models import Citizen
from portal.agencies.models import Agency
from portal.shared.errors import InvalidInput, NotAllowed, Refusal
from portal.shared.events import publish
from portal.shared.uploads import store
from portal.signatures.errors import NoKey, WrongPin
from portal.signatures.events import FileSigned, RunEnded
from portal.signatures.models import SigningItem, SigningKey, SigningRun
from portal.signatures.queries import last_run_of
from tests.at_once import at_once
from tests.counter.signing_world import (
    BOOK,
    CARD,
    PIN,
    TWO_PAPERS,
    at_signing,
    keep_key,
    keys_folder,
    ready_copy,
)
from tests.fixtures_dossiers import settle
from tests.trust import Issued, TrustServices
from tests.world import Person

Jobs = Callable[..., list[str]]
SIGN = "signatures.sign_run"


@pytest.fixture
def intake(
    clerk: Person, hoa: Citizen, make_revision: Callable[..., Any], justice: Agency
) -> Intake:
    """Two papers of a procedure without a fee, ready to be signed."""
    revision = make_revision(fee_vnd=0, papers=TWO_PAPERS)
    return at_signing(clerk, hoa, revision, justice, CARD, BOOK)


def dossier_of(intake: Intake) -> Dossier:
    return Dossier.objects.get(pk=intake.dossier_id)


def states(intake: Intake) -> list[str]:
    return list(PaperCopy.objects.filter(intake=intake).values_list("state", flat=True))


def events_of(intake: Intake) -> list[str]:
    told = HistoryEntry.objects.filter(dossier=intake.dossier_id).order_by("pk")
    return list(told.values_list("event", flat=True))


def assert_nothing_was_filed(intake: Intake) -> None:
    assert dossier_of(intake).state == "draft"
    assert events_of(intake) == []
    assert not Attachment.objects.exists()


def press(clerk: Person, intake: Intake, pin: str = PIN, **choice: bool) -> SigningRun | None:
    return sign_and_file(actor=clerk.actor, intake=intake, pin=pin, **choice)


def test_signs_files_and_receives(
    intake: Intake, clerk: Person, hoa: Citizen, key: SigningKey, run_jobs: Jobs
) -> None:
    run = press(clerk, intake)
    assert run is not None and run.items.count() == 2
    assert_nothing_was_filed(intake)

    assert run_jobs(queues=["signing", "default"]) == [SIGN, jobs.FILE_FOR_CLIENT]

    dossier = dossier_of(intake)
    assert (dossier.state, dossier.provenance, dossier.owner_id) == (
        "received",
        "digitised",
        hoa.pk,
    )
    assert states(intake) == ["signed", "signed"]
    copies = list(PaperCopy.objects.order_by("requirement_key"))
    files = list(Attachment.objects.filter(dossier=dossier).order_by("requirement_key"))
    assert [copy.attachment_id for copy in copies] == [file.pk for file in files]
    for copy, file in zip(copies, files, strict=True):
        signed = store.path_of(file.file).read_bytes()
        assert hashlib.sha256(signed).hexdigest() == file.sha256 == copy.signed_sha256
        assert (file.media_type, file.size) == ("application/pdf", len(signed))
        assert (file.uploaded_by_id, file.original_name) == (clerk.user.pk, f"{copy.name}.pdf")
        assert b"/ByteRange" in signed and file.file != copy.file


def test_the_history_names_both_the_clerk_and_the_owner(
    intake: Intake, clerk: Person, key: SigningKey, run_jobs: Jobs
) -> None:
    press(clerk, intake)
    run_jobs(queues=["signing", "default"])
    filed, received = HistoryEntry.objects.filter(dossier=intake.dossier_id).order_by("pk")
    assert (filed.event, filed.actor_id, filed.role) == ("file", clerk.user.pk, "clerk")
    assert (filed.agency_id, received.event) == (clerk.agency.pk, "receive")
    assert filed.reason.startswith("Nộp thay Phạm Thị Hoa, người đã đồng ý lúc ")
    assert filed.reason.endswith(" (đọc và đồng ý trên màn hình).")


def test_a_fee_stands_in_the_way_of_receiving_until_it_is_paid(
    clerk: Person, hoa: Citizen, justice: Agency, make_revision, key: SigningKey, run_jobs: Jobs
) -> None:
    intake = at_signing(clerk, hoa, make_revision(), justice, CARD)
    press(clerk, intake)
    run_jobs(queues=["signing", "default"])
    dossier = dossier_of(intake)
    assert (dossier.state, dossier.received_at) == ("payment_required", None)
    settle(dossier)
    assert run_jobs(queues=["default"]) == [jobs.RECEIVE_FOR_CLIENT]
    assert dossier_of(intake).state == "received"
    assert events_of(intake) == ["file", "require_payment", "payment_settled", "receive"]


def test_filed_only_when_the_clerk_wants_it_so(
    clerk: Person, hoa: Citizen, justice: Agency, make_revision
) -> None:
    intake = at_signing(clerk, hoa, make_revision(fee_vnd=0, papers=()), justice)
    press(clerk, intake, receive_at_once=False)
    assert (dossier_of(intake).state, events_of(intake)) == ("submitted", ["file"])


def test_without_papers_it_is_filed_at_once_and_no_pin_is_needed(
    clerk: Person, hoa: Citizen, justice: Agency, make_revision
) -> None:
    intake = at_signing(clerk, hoa, make_revision(fee_vnd=0, papers=()), justice)
    assert press(clerk, intake, pin="") is None
    assert dossier_of(intake).state == "received"
    assert press(clerk, intake, pin="") is None
    assert events_of(intake) == ["file", "receive"]
    assert not SigningRun.objects.exists()


@pytest.mark.parametrize(
    ("trouble", "code"),
    [("pin", "wrong_pin"), ("tsa", "timestamp_down"), ("file", "token_missing")],
)
def test_what_goes_wrong_leaves_the_dossier_unfiled_and_is_mended_by_trying_again(
    trouble: str, code: str, intake: Intake, clerk: Person, key: SigningKey, run_jobs: Jobs,
    settings: Any, tmp_path: Any,
) -> None:  # fmt: skip
    if trouble == "tsa":
        settings.SIGNATURE_TIMESTAMP_URL = "http://127.0.0.1:1"
    if trouble == "file":
        settings.SIGNATURE_KEYS_DIR = tmp_path / "unplugged"
    press(clerk, intake, pin="654321" if trouble == "pin" else PIN)
    assert run_jobs(queues=["signing", "default"]) == [SIGN]

    run = last_run_of(f"intake:{intake.key}")
    assert run is not None and (run.state, run.error) == ("failed", code)
    assert run.error_text and "654321" not in run.error_text
    assert states(intake) == ["ready", "ready"]
    assert_nothing_was_filed(intake)

    if trouble != "pin":  # the way back is the same for all
        return
    press(clerk, intake)
    run_jobs(queues=["signing", "default"])
    assert dossier_of(intake).state == "received"


def test_a_revoked_key_signs_nothing(
    intake: Intake, clerk: Person, trusting: TrustServices, run_jobs: Jobs, settings, tmp_path
) -> None:
    issued = trusting.issue("Thu Hồi")
    keys_folder(settings, tmp_path / "keys")
    keep_key(issued, clerk)
    trusting.revoke(issued.serial)
    press(clerk, intake)
    run_jobs(queues=["signing", "default"])
    run = last_run_of(f"intake:{intake.key}")
    assert run is not None and (run.state, run.error) == ("failed", "key_revoked")
    assert_nothing_was_filed(intake)


def test_no_key_or_no_pin_starts_nothing(
    intake: Intake, clerk: Person, trusting: TrustServices, certificate: Issued, settings, tmp_path
) -> None:
    with pytest.raises(NoKey):
        press(clerk, intake)
    keys_folder(settings, tmp_path / "keys")
    keep_key(certificate, clerk)
    with pytest.raises(WrongPin):
        press(clerk, intake, pin="")
    assert not SigningRun.objects.exists() and not Filing.objects.exists()


def test_what_is_signed_is_not_signed_again(
    intake: Intake, clerk: Person, key: SigningKey, run_jobs: Jobs
) -> None:
    bad = PaperCopy.objects.get(requirement_key=BOOK)
    whole = store.path_of(bad.file).read_bytes()
    store.write(bad.file, b"%PDF-1.7 no more")
    press(clerk, intake)
    run_jobs(queues=["signing", "default"])
    card = PaperCopy.objects.get(requirement_key=CARD)
    assert card.state == "signed" and states(intake).count("ready") == 1
    assert_nothing_was_filed(intake)

    store.write(bad.file, whole)
    run = press(clerk, intake)
    assert run is not None and run.items.get().subject == f"copy:{bad.key}"
    run_jobs(queues=["signing", "default"])
    assert dossier_of(intake).state == "received"
    assert PaperCopy.objects.get(pk=card.pk).signed_file == card.signed_file


def test_events_told_twice_and_a_job_that_runs_again_file_once(
    intake: Intake, clerk: Person, key: SigningKey, run_jobs: Jobs
) -> None:
    run = press(clerk, intake)
    assert run is not None
    run_jobs(queues=["signing"])
    signed = list(PaperCopy.objects.values_list("signed_file", "signed_at").order_by("pk"))
    for item in SigningItem.objects.all():
        publish(FileSigned(
            item_id=item.pk, subject=item.subject, run_subject=run.subject,
            signed_file="signed/other.pdf", sha256="0" * 64, level="B-LT", at=run.asked_at,
            signer_id=clerk.user.pk,
        ))  # fmt: skip
    publish(RunEnded(run_id=run.pk, subject=run.subject, state="done", error="", error_text=""))
    assert list(PaperCopy.objects.values_list("signed_file", "signed_at").order_by("pk")) == signed
    assert run_jobs(queues=["default"]) == [jobs.FILE_FOR_CLIENT] * 2
    assert file_for_client(filing_id=Filing.objects.get().pk)
    assert events_of(intake) == ["file", "receive"]
    assert Attachment.objects.count() == 2


def test_killed_after_signing_the_next_press_files_without_signing(
    intake: Intake, clerk: Person, key: SigningKey, run_jobs: Jobs
) -> None:
    press(clerk, intake)
    run_jobs(queues=["signing"])
    assert_nothing_was_filed(intake)
    assert press(clerk, intake, pin="") is None
    assert dossier_of(intake).state == "received"
    assert run_jobs(queues=["default"]) == [jobs.FILE_FOR_CLIENT]
    assert events_of(intake) == ["file", "receive"]
    assert SigningRun.objects.count() == 1


def test_what_filing_would_refuse_is_said_before_anything_is_signed(
    intake: Intake, clerk: Person, key: SigningKey
) -> None:
    Dossier.objects.filter(pk=intake.dossier_id).update(answers={"full_name": "Phạm Thị Hoa"})
    PaperCopy.objects.filter(requirement_key=CARD).update(original_seen_at=None)
    PaperCopy.objects.filter(requirement_key=BOOK).update(state="replaced")
    with pytest.raises(InvalidInput) as refusal:
        press(clerk, intake)
    assert refusal.value.errors.keys() == {"purpose", f"paper-{CARD}", f"paper-{BOOK}"}
    assert not SigningRun.objects.exists() and not Filing.objects.exists()
    assert_nothing_was_filed(intake)


def test_a_copy_made_anew_while_it_is_signed_stays_unsigned_and_unfiled(
    intake: Intake, clerk: Person, key: SigningKey, run_jobs: Jobs
) -> None:
    press(clerk, intake)
    PaperCopy.objects.filter(requirement_key=CARD).update(file="copies/anew.pdf")
    run_jobs(queues=["signing", "default"])
    assert sorted(states(intake)) == ["ready", "signed"]
    assert Filing.objects.get().problems.keys() == {f"paper-{CARD}"}
    assert_nothing_was_filed(intake)


def test_a_signed_file_that_was_changed_is_not_filed(
    intake: Intake, clerk: Person, key: SigningKey, run_jobs: Jobs
) -> None:
    press(clerk, intake)
    run_jobs(queues=["signing"])
    card = PaperCopy.objects.get(requirement_key=CARD)
    store.write(card.signed_file, b"%PDF-1.7 changed")
    run_jobs(queues=["default"])
    assert Filing.objects.get().problems == {
        f"paper-{CARD}": "Tệp đã ký của “Giấy cccd” không còn nguyên vẹn. Hãy số hóa và ký lại "
        "giấy này."
    }
    assert_nothing_was_filed(intake)
    assert not PaperCopy.objects.exclude(attachment=None).exists()


def test_nobody_else_files_and_nobody_without_consent(
    intake: Intake, clerk: Person, clerk_tamtien: Person, officer: Person, key: SigningKey
) -> None:
    for other in (clerk_tamtien, officer):
        with pytest.raises(Http404):
            press(other, intake)
    Consent.objects.all().delete()
    with pytest.raises(NotAllowed):
        press(clerk, intake)
    assert not SigningRun.objects.exists() and not Filing.objects.exists()
    assert_nothing_was_filed(intake)


def test_a_clerk_who_has_left_files_nothing(
    intake: Intake, clerk: Person, key: SigningKey, run_jobs: Jobs
) -> None:
    press(clerk, intake)
    assert clerk.staff_role is not None
    clerk.staff_role.is_active = False
    clerk.staff_role.save()
    run_jobs(queues=["signing", "default"])
    assert Filing.objects.get().problems == {
        "clerk": "Cán bộ đã ký không còn là cán bộ một cửa của cơ quan này."
    }
    assert_nothing_was_filed(intake)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_make_one_run_and_one_dossier(
    intake: Intake, clerk: Person, key: SigningKey, run_jobs: Jobs
) -> None:
    runs = at_once(lambda: press(clerk, intake), lambda: press(clerk, intake))
    assert runs[0] == runs[1]
    run_jobs(queues=["signing"])
    filing = Filing.objects.get()
    assert at_once(*[lambda: file_for_client(filing_id=filing.pk)] * 2) == [True, True]
    assert events_of(intake) == ["file", "receive"]
    assert Attachment.objects.count() == 2


def test_about_another_copy_nothing_is_noted(
    intake: Intake, clerk: Person, key: SigningKey
) -> None:
    run = press(clerk, intake)
    assert run is not None
    other = ready_copy(intake, clerk, "khac")
    item = run.items.first()
    assert item is not None
    signed = FileSigned(
        item_id=item.pk, subject=item.subject, run_subject=run.subject, signed_file="x.pdf",
        sha256="0" * 64, level="B-T", at=run.asked_at, signer_id=None,
    )  # fmt: skip
    assert not note_signed_copy(key=other.key, signed=signed)
    assert states(intake) == ["ready"] * 3


def test_the_owner_cannot_delete_a_draft_that_the_counter_works_on(
    clerk: Person, tra: Person, justice: Agency, make_revision
) -> None:
    intake = at_signing(clerk, tra.citizen, make_revision(fee_vnd=0, papers=()), justice)
    dossier = dossier_of(intake)
    with pytest.raises(NotAllowed):
        discard(actor=tra.actor, key=dossier.key)
    assert dossier_of(intake).state == "draft"


def test_nothing_else_is_chosen_while_the_copies_are_signed(
    intake: Intake, clerk: Person, justice: Agency, key: SigningKey, run_jobs: Jobs
) -> None:
    """The client's matter would be filed, and stand there as a draft once more."""

    def choose(provenance: str) -> Intake:
        return choose_procedure(
            actor=clerk.actor, key=intake.key, revision=dossier_of(intake).revision,
            handling_agency=justice, provenance=provenance,
        )  # fmt: skip

    press(clerk, intake)
    with pytest.raises(Refusal, match="đang được ký số"):
        choose("helped")
    assert Dossier.objects.count() == 1
    run_jobs(queues=["signing"])
    # Between the signing and the filing: what was asked for is not what is on the screen.
    other = choose("helped")
    run_jobs(queues=["default"])
    filing = Filing.objects.get()
    assert list(filing.problems) == ["clerk"]
    assert (dossier_of(intake).state, other.dossier_id == intake.dossier_id) == ("draft", False)
    assert not Attachment.objects.exists()
