"""A clerk or an agency goes: somebody else can go on with the client, nobody is stuck."""

from collections.abc import Callable

import pytest
from django.http import Http404

from counter.actions.close_intake import close_intake, suspend_intake
from counter.actions.open_intake import open_intake
from counter.actions.resume_intake import resume_intake
from counter.models import Filing, Ticket
from counter.queries import intake_of
from counter.who_filed import clerk_of
from portal.accounts.actor import Actor
from portal.accounts.models import StaffRole
from portal.accounts.roles import Role
from portal.administration.actions.close_agency import close_agency
from portal.administration.actions.deactivate_staff import deactivate_staff
from portal.administration.actions.end_role import end_role
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.errors import InvalidInput
from services.models import Revision
from tests.counter.intake_world import begun, fresh, opened
from tests.counter.test_intake_life import colleague_of, ticket_at
from tests.world import Person, make_agency, make_staff

pytestmark = pytest.mark.django_db


def merged(admin: Person, agency: Agency) -> Agency:
    """The new counter that takes over today (a province has one at a time)."""
    heir = make_agency(
        "000.00.99.H47", "Trung tâm mới", Agency.Level.PROVINCE, parent=agency.parent,
        is_one_stop=True,
    )  # fmt: skip
    close_agency(
        actor=admin.actor, agency_id=agency.pk, seen_version=None, successor_id=heir.pk,
        on=clock.today(), reason="Nghị quyết 202/2025/QH15.",
    )  # fmt: skip
    return heir


def at(person: Person, agency: Agency) -> Actor:
    """The person's role there now."""
    role = StaffRole.objects.get(user=person.user, agency=agency, is_active=True)
    return Actor.of_staff(role, person.user)


@pytest.mark.parametrize("leaves", ["role", "account"])
def test_a_colleague_goes_on_where_a_clerk_left(admin: Person, clerk: Person, leaves: str) -> None:
    intake = opened(clerk)
    if leaves == "role":
        role = StaffRole.objects.get(user=clerk.user)
        end_role(actor=admin.actor, role_id=role.pk)
    else:
        deactivate_staff(actor=admin.actor, user_id=clerk.user.pk)
    assert fresh(intake).state == "suspended"

    colleague = colleague_of(clerk)
    resumed = resume_intake(actor=colleague.actor, code=intake.resume_code)

    assert (resumed.pk, resumed.clerk_id) == (intake.pk, colleague.user.pk)


def test_who_still_works_elsewhere_keeps_the_client_there(
    admin: Person, clerk: Person, tam_tien: Agency
) -> None:
    StaffRole.objects.create(user=clerk.user, role=Role.CLERK, agency=tam_tien)
    intake = opened(clerk)

    end_role(actor=admin.actor, role_id=StaffRole.objects.get(user=clerk.user, agency=tam_tien).pk)

    assert fresh(intake).state == "open"


def test_the_heirs_clerks_go_on_with_what_a_closed_agency_began(
    admin: Person, clerk: Person, tra: Person, justice: Agency,
    make_revision: Callable[..., Revision],
) -> None:  # fmt: skip
    suspended = begun(clerk, tra.citizen, make_revision(), justice)
    suspend_intake(actor=clerk.actor, key=suspended.key)
    # Her number was at the desk when the agency was closed.
    ticket = ticket_at(clerk)
    left_open = open_intake(actor=clerk.actor, ticket_key=ticket.key)
    before = clerk.actor
    heir = merged(admin, clerk.agency)
    now = at(clerk, heir)

    with pytest.raises(Http404):
        intake_of(before, left_open.key)
    assert intake_of(now, left_open.key) == left_open
    close_intake(actor=now, key=left_open.key)
    assert Ticket.objects.get().state == "done"
    colleague = make_staff(Role.CLERK, heir, email="moi@motcua.example")
    resumed = resume_intake(actor=colleague.actor, code=suspended.resume_code)
    assert resumed.dossier is not None
    assert (resumed.agency_id, resumed.dossier.receiving_agency_id) == (heir.pk, heir.pk)


def test_a_closed_intake_stays_history_of_the_agency_that_was(admin: Person, clerk: Person) -> None:
    intake = opened(clerk)
    close_intake(actor=clerk.actor, key=intake.key)
    was = clerk.agency
    heir = merged(admin, was)

    assert fresh(intake).agency_id == was.pk
    with pytest.raises(InvalidInput):
        resume_intake(actor=at(clerk, heir), code=intake.resume_code)


def test_what_was_asked_to_be_filed_before_is_filed_as_the_clerk_of_the_heir(
    admin: Person, clerk: Person, tra: Person, justice: Agency,
    make_revision: Callable[..., Revision],
) -> None:  # fmt: skip
    intake = begun(clerk, tra.citizen, make_revision(), justice)
    filing = Filing.objects.create(
        dossier=intake.dossier, intake=intake, clerk=clerk.user, agency=clerk.agency,
        asked_at=clock.now(),
    )  # fmt: skip
    heir = merged(admin, clerk.agency)

    actor = clerk_of(Filing.objects.get(pk=filing.pk))

    assert (actor.user_id, actor.agency_id) == (clerk.user.pk, heir.pk)
