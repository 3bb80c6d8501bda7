"""Two admins at the same moment, on connections of their own; and what PostgreSQL refuses by
itself."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from portal.accounts.roles import Role
from portal.agencies.models import Agency
from portal.national.models import OutboxMessage
from portal.shared import clock
from portal.shared.action_log.models import ActionLogEntry
from portal.shared.errors import StalePage
from services.actions.approve_draft import approve_draft
from services.actions.call_back_draft import call_back_draft
from services.actions.edit_draft import edit_draft
from services.actions.open_draft import open_draft
from services.actions.put_in_force import put_in_force
from services.actions.send_back_draft import send_back_draft
from services.actions.withdraw_procedure import withdraw_procedure
from services.models import Procedure, Reduction, Requirement, Revision, RevisionDraft
from services.validity import beginning_of
from tests.at_once import at_once
from tests.services.drafts import approved, drafted, edited, submitted
from tests.world import Person, make_staff

together = pytest.mark.django_db(transaction=True)


@pytest.fixture
def third(province: Agency) -> Person:
    """Another admin who may approve."""
    return make_staff(Role.PROVINCIAL_ADMIN, province, email="third@motcua.example")


def waiting(procedure: Procedure, admin: Person) -> RevisionDraft:
    """A changed draft, submitted."""
    draft = open_draft(actor=admin.actor, procedure=procedure)
    return submitted(admin.actor, edited(admin.actor, draft, time_value=7))


def outcome(results: list[Any]) -> list[str]:
    return sorted(type(each).__name__ for each in results)


@together
def test_two_approve(admin: Person, approver: Person, third: Person, justice: Agency) -> None:
    draft = submitted(admin.actor, drafted(admin.actor))

    def approve(person: Person) -> Callable[[], Any]:
        return lambda: approve_draft(actor=person.actor, draft_id=draft.pk, version=draft.version)

    results = at_once(approve(approver), approve(third))

    assert outcome(results) == ["RevisionDraft", "StalePage"]
    assert Revision.objects.count() == 1
    assert OutboxMessage.objects.filter(kind="procedure").count() == 1
    assert ActionLogEntry.objects.filter(action="approve_draft").count() == 1


@together
def test_one_approves_one_sends_back(
    procedure: Procedure, admin: Person, approver: Person, third: Person
) -> None:
    draft = waiting(procedure, admin)
    results = at_once(
        lambda: approve_draft(actor=approver.actor, draft_id=draft.pk, version=draft.version),
        lambda: send_back_draft(actor=third.actor, draft_id=draft.pk, reason="Sửa"),
    )
    assert outcome(results) == ["RevisionDraft", "StalePage"]
    state = RevisionDraft.objects.get(pk=draft.pk).state
    assert (state, Revision.objects.count()) in [("published", 2), ("draft", 1)]


@together
def test_one_approves_one_withdraws(
    procedure: Procedure, admin: Person, approver: Person, third: Person
) -> None:
    draft = waiting(procedure, admin)
    results = at_once(
        lambda: approve_draft(actor=approver.actor, draft_id=draft.pk, version=draft.version),
        lambda: withdraw_procedure(
            actor=third.actor, procedure=procedure, reason="QĐ", seen_number=1
        ),
    )
    # Whoever came second saw another revision, or that the procedure was gone.
    assert sum(isinstance(each, StalePage) for each in results) == 1, results
    states = list(Revision.objects.order_by("number").values_list("state", flat=True))
    assert states in [["superseded", "published"], ["withdrawn"]]


@together
def test_called_back_while_its_day_comes(
    procedure: Procedure, admin: Person, approver: Person
) -> None:
    day = clock.today() + timedelta(days=1)
    draft = submitted(
        admin.actor,
        edited(admin.actor, open_draft(actor=admin.actor, procedure=procedure), time_value=7),
    )
    draft = approved(approver.actor, draft, applies_from=day)
    revision_id = draft.revision_id
    assert revision_id is not None

    def put() -> Any:
        with clock.pinned(beginning_of(day)):
            return put_in_force(revision_id=revision_id)

    results = at_once(
        lambda: call_back_draft(actor=admin.actor, draft_id=draft.pk, reason="Hoãn"), put, put
    )

    assert not [each for each in results if isinstance(each, DatabaseError)], results
    states = list(Revision.objects.order_by("number").values_list("state", flat=True))
    state = RevisionDraft.objects.get(pk=draft.pk).state
    assert (states, state) in [
        (["published"], "draft"), (["superseded", "published"], "published"),
    ]  # fmt: skip


@together
def test_one_edits_one_submits(procedure: Procedure, admin: Person, approver: Person) -> None:
    draft = edited(admin.actor, open_draft(actor=admin.actor, procedure=procedure), time_value=7)
    results = at_once(
        lambda: submitted(admin.actor, draft),
        lambda: edit_draft(
            actor=approver.actor, draft_id=draft.pk, version=draft.version, part="facts",
            change=lambda content: type(content).from_json(content.as_json() | {"time_value": 6}),
            words="Sửa",
        ),
    )  # fmt: skip
    after = RevisionDraft.objects.get(pk=draft.pk)
    assert sum(isinstance(each, Exception) for each in results) == 1, results
    assert (after.state, after.content.time_value) in [("approval", 7), ("draft", 6)]


@pytest.fixture
def revision(procedure: Procedure) -> Revision:
    """In force."""
    return Revision.objects.get(procedure=procedure)


@pytest.mark.django_db
def test_validity_never_overlaps(revision: Revision) -> None:
    begins = revision.in_force.lower
    for applies in (
        DateTimeTZRange(begins, None),
        DateTimeTZRange(begins - timedelta(days=9), begins + timedelta(seconds=1)),
        DateTimeTZRange(begins + timedelta(days=900), None),
    ):
        with pytest.raises(IntegrityError, match="revision_in_force_alone"), transaction.atomic():
            Revision.objects.create(
                procedure=revision.procedure, number=9, state="draft", name="x", level=3,
                agency_level="commune", agency_text="x", in_force=applies,
            )  # fmt: skip
    assert Revision.objects.count() == 1


@pytest.mark.django_db
def test_published_needs_its_range(revision: Revision) -> None:
    with pytest.raises(IntegrityError, match="revision_in_force_known"), transaction.atomic():
        Revision.objects.create(
            procedure=revision.procedure, number=9, state="superseded", name="x", level=3,
            agency_level="commune", agency_text="x",
        )  # fmt: skip


@pytest.mark.django_db
def test_its_beginning_and_its_name_never_move(revision: Revision) -> None:
    begins = revision.in_force.lower
    rows = Revision.objects.filter(pk=revision.pk)
    for values in (
        {"in_force": DateTimeTZRange(begins - timedelta(days=1), None)},
        {"name": "Tên khác"},
        {"legal_time_value": 99},
        {"legal_ends_on": "2030-01-01"},
        {"clock_rule": "first_day"},
        {"legal_basis": []},
        {"notices": {"received": "x"}},
        {"state": "scheduled"},
    ):
        with pytest.raises(DatabaseError, match="published"), transaction.atomic():
            rows.update(**values)
    assert rows.update(in_force=DateTimeTZRange(begins, begins + timedelta(days=3))) == 1


@pytest.mark.django_db
def test_its_own_reductions_never_change(revision: Revision) -> None:
    own = Reduction.objects.get(revision=revision)
    for deed in (
        lambda: Reduction.objects.filter(pk=own.pk).update(percent=90),
        lambda: Reduction.objects.filter(pk=own.pk).update(revision=None),
        lambda: Reduction.objects.filter(pk=own.pk).delete(),
        lambda: Reduction.objects.create(
            revision=revision, key="x", name="x", legal_basis="x", percent=5,
            valid_from="2022-01-01",
        ),
    ):  # fmt: skip
        with pytest.raises(DatabaseError, match="published"), transaction.atomic():
            deed()
    free = Reduction.objects.create(
        key="tinh", name="x", legal_basis="x", percent=5, valid_from="2022-01-01"
    )
    with pytest.raises(DatabaseError, match="published"), transaction.atomic():
        Reduction.objects.filter(pk=free.pk).update(revision=revision)
    assert Reduction.objects.filter(pk=free.pk).update(percent=6) == 1


@pytest.mark.django_db
def test_only_a_scheduled_one_is_deleted(
    procedure: Procedure, admin: Person, approver: Person
) -> None:
    day = clock.today() + timedelta(days=1)
    draft = approved(approver.actor, waiting(procedure, admin), applies_from=day)
    scheduled = Revision.objects.get(pk=draft.revision_id)
    with pytest.raises(DatabaseError, match="published"), transaction.atomic():
        Requirement.objects.filter(revision=scheduled).update(name="khác")
    with transaction.atomic():
        Revision.objects.get(pk=scheduled.pk).delete()
        transaction.set_rollback(True)
    with clock.pinned(beginning_of(day)):
        assert put_in_force(revision_id=scheduled.pk) is not None
    RevisionDraft.objects.filter(pk=draft.pk).update(revision=None)
    Procedure.objects.filter(pk=procedure.pk).update(current_revision=None)
    for row in Revision.objects.all():
        with pytest.raises(DatabaseError, match="published"), transaction.atomic():
            Revision.objects.filter(pk=row.pk)._raw_delete("default")
    assert Revision.objects.count() == 2
