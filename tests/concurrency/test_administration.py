"""Admins at the same moment, on real connections."""

from collections.abc import Callable

import pytest

from dossiers.actions.file import file
from dossiers.actions.follow_closed_agencies import follow_closed_agencies
from dossiers.models import Dossier
from portal.accounts.models import StaffRole
from portal.accounts.roles import Role
from portal.administration.actions.close_agency import close_agency
from portal.administration.actions.deactivate_staff import deactivate_staff
from portal.administration.actions.move_agency import move_agency
from portal.administration.closing.close import Closed
from portal.agencies.models import Agency
from portal.agencies.queries import is_below
from portal.shared import clock
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from tests import world
from tests.at_once import at_once
from tests.portal.administration.conftest import admin2, home_affairs
from tests.world import Person

__all__ = ["admin2", "home_affairs"]

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_admins_who_lock_each_other_out_leave_one(admin: Person, admin2: Person) -> None:
    results = at_once(
        lambda: deactivate_staff(actor=admin.actor, user_id=admin2.user.pk),
        lambda: deactivate_staff(actor=admin2.actor, user_id=admin.user.pk),
    )
    assert sum(isinstance(each, NotAllowed) for each in results) == 1
    assert StaffRole.objects.filter(role=Role.PROVINCIAL_ADMIN, is_active=True).count() == 1


def test_two_admins_close_the_same_agency_once(
    admin: Person, admin2: Person, justice: Agency, home_affairs: Agency, province: Agency
) -> None:
    other = world.make_agency("000.00.17.H47", "Sở Khác", "province", parent=province)

    def close(person: Person, heir: Agency) -> object:
        return close_agency(
            actor=person.actor, agency_id=justice.pk, seen_version=justice.version,
            successor_id=heir.pk, on=clock.today(), reason="Nghị quyết.",
        )  # fmt: skip

    results = at_once(lambda: close(admin, home_affairs), lambda: close(admin2, other))
    assert sorted(type(each).__name__ for each in results) == ["Closed", "StalePage"]


def test_two_that_take_each_other_over_are_no_circle(
    admin: Person, admin2: Person, justice: Agency, home_affairs: Agency
) -> None:
    def close(person: Person, agency: Agency, heir: Agency) -> object:
        return close_agency(
            actor=person.actor, agency_id=agency.pk, seen_version=None, successor_id=heir.pk,
            on=clock.today(), reason="Nghị quyết.",
        )  # fmt: skip

    results = at_once(
        lambda: close(admin, justice, home_affairs), lambda: close(admin2, home_affairs, justice)
    )
    assert sum(isinstance(each, Closed) for each in results) == 1
    assert sum(isinstance(each, InvalidInput) for each in results) == 1
    closed = Agency.objects.exclude(closed_on=None)
    assert closed.count() == 1
    assert all(agency.heir is not None and not agency.heir.is_closed for agency in closed)


def test_moves_at_once_close_no_circle(
    admin: Person, admin2: Person, justice: Agency, home_affairs: Agency
) -> None:
    def move(person: Person, agency: Agency, under: Agency) -> object:
        return move_agency(
            actor=person.actor, agency_id=agency.pk, seen_version=0, parent_id=under.pk
        )

    results = at_once(
        lambda: move(admin, justice, home_affairs), lambda: move(admin2, home_affairs, justice)
    )
    assert sum(isinstance(each, InvalidInput | StalePage) for each in results) == 1
    province = Agency.objects.get(parent=None)
    assert all(is_below(agency, province) for agency in Agency.objects.all())


def test_filing_and_closing_at_once_lose_nothing(
    complete_draft: Callable[..., Dossier], admin: Person, tra: Person, justice: Agency,
    home_affairs: Agency,
) -> None:  # fmt: skip
    drafts = [complete_draft(level=3, code=f"2.00049{number}") for number in range(3)]
    results = at_once(
        *(lambda key=draft.key: file(actor=tra.actor, key=key) for draft in drafts),
        lambda: close_agency(
            actor=admin.actor, agency_id=justice.pk, seen_version=None,
            successor_id=home_affairs.pk, on=clock.today(), reason="Nghị quyết.",
        ),
    )  # fmt: skip
    assert not [each for each in results if isinstance(each, Exception)]
    follow_closed_agencies()
    filed = Dossier.objects.filter(pk__in=[draft.pk for draft in drafts])
    assert {dossier.handling_agency_id for dossier in filed} == {home_affairs.pk}
    assert len({dossier.code for dossier in filed}) == 3
