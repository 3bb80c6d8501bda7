"""What nobody comes back for does not stay: intakes are closed, their working files deleted."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection, transaction

from counter.actions.close_forgotten import close_forgotten
from counter.actions.close_intake import close_intake, suspend_intake
from counter.actions.delete_working_files import delete_working_files
from counter.actions.open_intake import open_intake
from counter.actions.prepare_page import prepare_page
from counter.actions.resume_intake import resume_intake
from counter.models import Intake, PaperCopy, ScannedPage, Ticket
from dossiers.actions.save_answers import save_answers
from dossiers.models import Attachment, Dossier
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.action_log.models import ActionLogEntry
from portal.shared.errors import InvalidInput
from portal.shared.uploads import store
from services.models import Revision
from tests.counter.intake_world import begun, fresh, opened
from tests.counter.signing_world import BOOK, CARD, TWO_PAPERS, at_signing, ready_copy
from tests.counter.test_intake_life import ticket_at
from tests.faults.crash import Crash
from tests.files import small_pdf
from tests.world import Person, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_days() -> Any:
    """`with in_days(2): …`"""
    return lambda days: clock.pinned(clock.now() + timedelta(days=days))


def page_of(intake: Intake, clerk: Person, original: str, **more: Any) -> ScannedPage:
    """A prepared page with its three files."""
    picture, thumbnail = (f"scans/{name}.jpg" for name in (f"{original}-1", f"{original}-2"))
    place = f"scans/{original}.pdf"
    for one in (place, picture, thumbnail):
        store.write(one, small_pdf())
    facts = {
        "original": place, "picture": picture, "thumbnail": thumbnail, "state": "ready",
        "sha256": "ab" * 32, "measured": {"dpi": 300}, **more,
    }  # fmt: skip
    return ScannedPage.objects.create(
        intake=intake, requirement_key=CARD, source="scanner", original_name="quet.pdf",
        added_at=clock.now(), added_by=clerk.user, **facts,
    )  # fmt: skip


def files() -> set[str]:
    """What lies under MEDIA_ROOT."""
    root = Path(django_settings.MEDIA_ROOT)
    return {str(one.relative_to(root)) for one in root.rglob("*") if one.is_file()}


def test_an_open_intake_is_closed_after_a_day_and_a_suspended_one_after_thirty(
    clerk: Person, in_days: Any
) -> None:
    suspended = opened(clerk)
    suspend_intake(actor=clerk.actor, key=suspended.key)
    left_open = opened(clerk)
    Intake.objects.filter(pk=left_open.pk).update(typed={"q": "049190004747"})

    with in_days(0.9):
        assert close_forgotten() == 0
    with in_days(1.1):
        assert close_forgotten() == 1
        assert (fresh(left_open).state, fresh(left_open).typed) == ("closed", {})
        assert fresh(left_open).closed_at == clock.now()
        assert fresh(suspended).state == "suspended"
        assert close_forgotten() == 0
    with in_days(30.1):
        assert close_forgotten() == 1
    assert fresh(suspended).state == "closed"
    logged = ActionLogEntry.objects.filter(action="close_forgotten").order_by("pk")
    assert [(one.subject, one.role, one.detail) for one in logged] == [
        (f"intake:{left_open.key}", "system", {"before": "open"}),
        (f"intake:{suspended.key}", "system", {"before": "suspended"}),
    ]
    with pytest.raises(InvalidInput):
        resume_intake(actor=clerk.actor, code=suspended.resume_code)


def test_who_types_in_the_form_has_touched_it_and_the_draft_outlives_the_intake(
    clerk: Person, tra: Person, justice: Agency, in_days: Any,
    make_revision: Callable[..., Revision],
) -> None:  # fmt: skip
    intake = begun(clerk, tra.citizen, make_revision(), justice)
    assert intake.dossier is not None
    with in_days(0.8):
        save_answers(actor=clerk.actor, key=intake.dossier.key, typed={"copies": "2"})
    with in_days(1.1):
        assert close_forgotten() == 0
    with in_days(2):
        assert close_forgotten() == 1
    draft = Dossier.objects.get(pk=intake.dossier.pk)
    assert (draft.state, draft.owner_id, draft.answers["copies"]) == ("draft", tra.citizen.pk, 2)


def test_the_number_that_was_left_at_the_desk_goes_with_it(clerk: Person, in_days: Any) -> None:
    ticket = ticket_at(clerk)
    open_intake(actor=clerk.actor, ticket_key=ticket.key)

    with in_days(1.1):
        close_forgotten()

    ticket = Ticket.objects.get()
    assert (ticket.state, ticket.served_seconds) == ("done", None)
    assert ticket.events.get(event="closed").by is None


def test_one_run_closes_so_many_the_next_one_the_rest(clerk: Person, in_days: Any) -> None:
    for number in range(3):
        colleague = make_staff(clerk.actor.role, clerk.agency, email=f"quay{number}@motcua.example")
        opened(colleague)

    with in_days(2):
        assert [close_forgotten(at_most=2), close_forgotten(at_most=2)] == [2, 1]


def test_scans_pictures_and_unsigned_copies_go_what_is_signed_or_a_dossiers_stays(
    clerk: Person, tra: Person, justice: Agency, in_days: Any,
    make_revision: Callable[..., Revision],
) -> None:  # fmt: skip
    intake = at_signing(clerk, tra.citizen, make_revision(papers=TWO_PAPERS), justice, CARD, BOOK)
    page = page_of(intake, clerk, "mot")
    page_of(intake, clerk, "bo", state="removed")
    signed = PaperCopy.objects.get(requirement_key=CARD)
    store.write("signed/the.pdf", small_pdf())
    PaperCopy.objects.filter(pk=signed.pk).update(state="signed", signed_file="signed/the.pdf")
    # However it came there: a file that a dossier shows is never deleted.
    shown = PaperCopy.objects.get(requirement_key=BOOK).file
    Attachment.objects.create(
        dossier=intake.dossier, requirement_key=BOOK, state="accepted", original_name="so.pdf",
        media_type="application/pdf", size=1, sha256="cd" * 32, file=shown,
        uploaded_at=clock.now(),
    )  # fmt: skip
    close_intake(actor=clerk.actor, key=intake.key)
    before = files()

    with in_days(29.9):
        assert delete_working_files() == 0
    assert files() == before
    with in_days(30.1):
        assert [delete_working_files(), delete_working_files()] == [1, 0]

    assert files() == {"signed/the.pdf", shown}
    page.refresh_from_db()
    assert (page.original, page.picture, page.thumbnail) == ("", "", "")
    assert (page.original_name, page.sha256, page.measured) == ("quet.pdf", "ab" * 32, {"dpi": 300})
    signed.refresh_from_db()
    assert (signed.state, signed.file, signed.signed_file) == ("signed", "", "signed/the.pdf")
    assert len(signed.sha256) == 64


def test_what_was_signed_for_nothing_goes_and_what_was_taken_from_a_dossier_stays(
    clerk: Person, tra: Person, justice: Agency, in_days: Any,
    make_revision: Callable[..., Revision],
) -> None:  # fmt: skip
    revision = make_revision(papers=TWO_PAPERS)
    filed = at_signing(clerk, tra.citizen, revision, justice, CARD)
    earlier = PaperCopy.objects.get()
    store.write("signed/earlier.pdf", small_pdf())
    shown = Attachment.objects.create(
        dossier=filed.dossier, requirement_key=CARD, state="accepted", original_name="the.pdf",
        media_type="application/pdf", size=1, sha256="cd" * 32, file="signed/earlier.pdf",
        uploaded_at=clock.now(),
    )  # fmt: skip
    signed = {"state": "signed", "made_of": [["a page"]], "file": ""}
    PaperCopy.objects.update(attachment=shown, signed_file=shown.file, **signed)
    close_intake(actor=clerk.actor, key=filed.key)
    intake = at_signing(clerk, tra.citizen, revision, justice, BOOK)
    again = ready_copy(intake, clerk, CARD)
    PaperCopy.objects.filter(pk=again.pk).update(state="signed", signed_file=shown.file, file="")
    store.write("signed/for-nothing.pdf", small_pdf())
    copies = PaperCopy.objects.filter(intake=intake, requirement_key=BOOK)
    copies.update(signed_file="signed/for-nothing.pdf", **signed)
    close_intake(actor=clerk.actor, key=intake.key)

    with in_days(29.9):
        assert delete_working_files() == 0
    assert "signed/for-nothing.pdf" in files()
    with in_days(30.1):
        assert delete_working_files() == 2

    assert {place for place in files() if place.startswith("signed/")} == {shown.file}
    left = PaperCopy.objects.order_by("pk").values_list("state", "signed_file")
    assert list(left) == [("signed", shown.file), ("signed", ""), ("signed", shown.file)]
    earlier.refresh_from_db()
    assert earlier.attachment_id == shown.pk


def test_what_is_not_closed_keeps_its_files(clerk: Person, in_days: Any) -> None:
    suspended = opened(clerk)
    page_of(suspended, clerk, "tam-dung")
    suspend_intake(actor=clerk.actor, key=suspended.key)
    page_of(opened(clerk), clerk, "dang-mo")

    with in_days(31):
        assert delete_working_files() == 0

    assert len(files()) == 6


def test_killed_between_files_and_rows_the_next_run_ends_it(clerk: Person, in_days: Any) -> None:
    intake = opened(clerk)
    page = page_of(intake, clerk, "mot")
    copy = ready_copy(intake, clerk, CARD)
    close_intake(actor=clerk.actor, key=intake.key)

    def no_row_forgets_a_file_that_is_there() -> None:
        page.refresh_from_db()
        copy.refresh_from_db()
        named = {page.original, page.picture, page.thumbnail, copy.file}
        assert files() <= named

    with in_days(31):
        for statement in range(1, 30):
            crashed = _crashes(statement)
            no_row_forgets_a_file_that_is_there()
            if not crashed:
                break
        assert statement > 5
    assert files() == set()
    assert fresh(intake).files_deleted_at is not None


def _crashes(statement: int) -> bool:
    """Whether the run was killed at its n-th statement; what it had not committed is undone."""
    seen = 0

    def die(execute: Callable[..., Any], *args: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen == statement:
            raise Crash
        return execute(*args)

    with suppress(Crash), connection.execute_wrapper(die), transaction.atomic():
        delete_working_files()
    return seen >= statement


def test_a_page_prepared_too_late_leaves_no_file(clerk: Person, in_days: Any) -> None:
    intake = opened(clerk)
    page = page_of(intake, clerk, "cham", state="new")
    close_intake(actor=clerk.actor, key=intake.key)
    with in_days(31):
        delete_working_files()

    assert prepare_page(page_id=page.pk) is False
    assert files() == set()
