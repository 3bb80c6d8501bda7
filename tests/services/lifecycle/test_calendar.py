"""What is planned for a day: put in force, withdrawn, cancelled; late, twice, one that fails."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from portal.accounts.actor import SYSTEM
from portal.national.models import OutboxMessage
from portal.shared import clock
from portal.shared.action_log.models import ActionLogEntry
from portal.shared.errors import InvalidInput, StalePage
from services import queries
from services.actions.call_back_draft import call_back_draft
from services.actions.cancel_withdrawal import cancel_withdrawal
from services.actions.carry_out_withdrawal import carry_out_withdrawal
from services.actions.follow_the_calendar import SomeFailed, follow_the_calendar
from services.actions.open_draft import open_draft
from services.actions.put_in_force import put_in_force
from services.actions.withdraw_procedure import withdraw_procedure
from services.models import DraftEdit, Procedure, Revision, RevisionDraft, Sector, Withdrawal
from services.tasks import follow_calendar
from services.validity import beginning_of
from tests.services.drafts import approved, drafted, edited, published, submitted
from tests.world import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def day() -> date:
    """When it begins."""
    return clock.today() + timedelta(days=5)


def scheduled(procedure: Procedure, admin: Person, approver: Person, day: date) -> RevisionDraft:
    """A second revision with another name, approved for that day."""
    draft = open_draft(actor=admin.actor, procedure=procedure)
    draft = submitted(admin.actor, edited(admin.actor, draft, name="Tên mới"), applies_from=day)
    return approved(approver.actor, draft, applies_from=day)


def states() -> list[tuple[int, str]]:
    return list(Revision.objects.order_by("number").values_list("number", "state"))


def told() -> list[tuple[str, int, bool]]:
    messages = OutboxMessage.objects.filter(kind="procedure").order_by("id")
    entries = [message.payload["procedure"] for message in messages]
    return [(entry["name"], entry["revision"], entry["in_force"]) for entry in entries]


@pytest.mark.parametrize("days_late", [0, 12])
def test_its_day_comes(
    days_late: int, procedure: Procedure, admin: Person, approver: Person, day: date
) -> None:
    draft = scheduled(procedure, admin, approver, day)
    midnight = beginning_of(day)

    with clock.pinned(midnight - timedelta(seconds=1)):
        assert follow_the_calendar() == 0
        assert put_in_force(revision_id=draft.revision_id) is None
    assert states() == [(1, "published"), (2, "scheduled")]
    assert Procedure.objects.get().name == procedure.name

    with clock.pinned(midnight + timedelta(days=days_late)):
        assert follow_the_calendar() == 1
        assert follow_the_calendar() == 0

    assert states() == [(1, "superseded"), (2, "published")]
    first, second = Revision.objects.order_by("number")
    # However late the job was: each applied when it was said to.
    assert first.in_force.upper == second.in_force.lower == midnight
    present = Procedure.objects.get()
    assert (present.current_revision, present.name) == (second, "Tên mới")
    assert queries.get_published(present.code) == second
    assert RevisionDraft.objects.get(pk=draft.pk).state == "published"
    assert DraftEdit.objects.latest("id").words == "Phiên bản 2 bắt đầu áp dụng"
    assert told() == [(procedure.name, 1, True), ("Tên mới", 2, True)]
    entry = ActionLogEntry.objects.latest("id")
    assert (entry.action, entry.role, entry.detail) == ("put_in_force", "system", {"number": 2})


def test_the_job_of_the_worker(
    procedure: Procedure, admin: Person, approver: Person, day: date
) -> None:
    scheduled(procedure, admin, approver, day)
    with clock.pinned(beginning_of(day)):
        follow_calendar(timestamp=0)
    assert states() == [(1, "superseded"), (2, "published")]


def test_a_new_procedure_on_its_day(
    admin: Person, approver: Person, justice: Any, day: date
) -> None:
    draft = submitted(admin.actor, drafted(admin.actor))
    approved(approver.actor, draft, applies_from=day)
    assert Procedure.objects.get().current_revision is None
    assert not queries.published().exists()
    with clock.pinned(beginning_of(day)):
        assert follow_the_calendar() == 1
    assert Procedure.objects.get().current_revision == Revision.objects.get()


def test_one_that_is_called_back_never_comes(
    procedure: Procedure, admin: Person, approver: Person, day: date
) -> None:
    draft = scheduled(procedure, admin, approver, day)
    gone = draft.revision_id
    call_back_draft(actor=admin.actor, draft_id=draft.pk, reason="Hoãn")
    with clock.pinned(beginning_of(day)):
        assert follow_the_calendar() == 0
        assert put_in_force(revision_id=gone) is None
    assert states() == [(1, "published")]


def test_it_is_not_called_back_on_its_day(
    procedure: Procedure, admin: Person, approver: Person, day: date
) -> None:
    draft = scheduled(procedure, admin, approver, day)
    with clock.pinned(beginning_of(day)), pytest.raises(StalePage, match="đã đến ngày"):
        call_back_draft(actor=admin.actor, draft_id=draft.pk, reason="Hoãn")
    assert states() == [(1, "published"), (2, "scheduled")]


def test_one_that_fails_does_not_keep_the_others(
    procedure: Procedure, admin: Person, approver: Person, day: date
) -> None:
    other = published(admin.actor, approver.actor, code="1.000656")
    scheduled(procedure, admin, approver, day)
    withdraw_procedure(actor=admin.actor, procedure=other, reason="QĐ 1", effective_from=day)
    Sector.objects.update(name="Tên khác")  # the scheduled one names a sector that is gone
    with clock.pinned(beginning_of(day)), pytest.raises(SomeFailed, match="1 of 2"):
        follow_the_calendar()
    assert sorted(Revision.objects.values_list("state", flat=True)) == [
        "published", "scheduled", "withdrawn",
    ]  # fmt: skip


def test_a_withdrawal_waits_for_its_day(
    procedure: Procedure, admin: Person, approver: Person, day: date, client: Client
) -> None:
    successor = published(admin.actor, approver.actor, code="1.000656", name="Cấp phiếu mới")
    withdraw_procedure(
        actor=admin.actor, procedure=procedure, reason="QĐ 9", effective_from=day,
        successor=successor,
    )  # fmt: skip
    midnight = beginning_of(day)
    revision = Revision.objects.get(procedure=procedure)
    assert (revision.state, revision.in_force.upper) == ("published", midnight)
    assert queries.get_published(procedure.code) == revision
    assert told() == [(procedure.name, 1, True), ("Cấp phiếu mới", 1, True)]
    assert carry_out_withdrawal(withdrawal_id=Withdrawal.objects.get().pk) is None
    with pytest.raises(StalePage, match="hủy việc bãi bỏ"):
        withdraw_procedure(actor=admin.actor, procedure=procedure, reason="QĐ 10")

    with clock.pinned(midnight + timedelta(days=3)):
        assert follow_the_calendar() == 1
        assert follow_the_calendar() == 0

    revision.refresh_from_db()
    assert (revision.state, revision.in_force.upper) == ("withdrawn", midnight)
    assert Withdrawal.objects.get().carried_out_at == midnight + timedelta(days=3)
    assert told()[-1] == (procedure.name, 1, False)
    page = client.get(f"/services/{procedure.code}/")
    assert page.status_code == 410
    assert "/services/1.000656/" in page.content.decode()
    assert "Cấp phiếu mới" in page.content.decode()
    assert "QĐ 9" in page.content.decode()


def test_a_withdrawal_is_cancelled(procedure: Procedure, admin: Person, day: date) -> None:
    withdraw_procedure(actor=admin.actor, procedure=procedure, reason="QĐ 9", effective_from=day)
    cancel_withdrawal(actor=admin.actor, procedure=procedure)
    revision = Revision.objects.get()
    assert (revision.state, revision.in_force.upper) == ("published", None)
    with clock.pinned(beginning_of(day)):
        assert follow_the_calendar() == 0
    with pytest.raises(StalePage):
        cancel_withdrawal(actor=admin.actor, procedure=procedure)
    withdraw_procedure(actor=admin.actor, procedure=procedure, reason="QĐ 10")
    assert Revision.objects.get().state == "withdrawn"


def test_it_is_not_cancelled_on_its_day(procedure: Procedure, admin: Person, day: date) -> None:
    withdraw_procedure(actor=admin.actor, procedure=procedure, reason="QĐ 9", effective_from=day)
    with clock.pinned(beginning_of(day)), pytest.raises(StalePage):
        cancel_withdrawal(actor=admin.actor, procedure=procedure)
    assert Withdrawal.objects.get().cancelled_at is None


def test_what_a_withdrawal_needs(procedure: Procedure, admin: Person, approver: Person) -> None:
    gone = published(admin.actor, approver.actor, code="1.000656")
    withdraw_procedure(actor=admin.actor, procedure=gone, reason="QĐ 1")
    wanted: list[tuple[dict[str, Any], str]] = [
        ({"reason": " "}, "reason"),
        ({"reason": "x", "effective_from": clock.today() - timedelta(days=1)}, "effective_from"),
        ({"reason": "x", "successor": procedure}, "successor"),
        ({"reason": "x", "successor": gone}, "successor"),
    ]
    for asked, field in wanted:
        with pytest.raises(InvalidInput) as refusal:
            withdraw_procedure(actor=admin.actor, procedure=procedure, **asked)
        assert set(refusal.value.errors) == {field}
    with pytest.raises(StalePage, match="Phiên bản 1"):
        withdraw_procedure(actor=admin.actor, procedure=procedure, reason="x", seen_number=4)
    assert Revision.objects.get(procedure=procedure).in_force.upper is None
    assert Withdrawal.objects.count() == 1


def test_the_system_withdraws_too(procedure: Procedure) -> None:
    revision = withdraw_procedure(actor=SYSTEM, procedure=procedure, reason="QĐ 1")
    assert revision.state == "withdrawn"
    assert Withdrawal.objects.get().asked_by is None
