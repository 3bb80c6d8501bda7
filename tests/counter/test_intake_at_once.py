"""Two at the same moment, on real connections."""

from datetime import date

import pytest

from counter.actions.close_intake import suspend_intake
from counter.actions.open_intake import AnotherIsOpen, open_intake
from counter.actions.resume_intake import resume_intake
from counter.models import Intake
from portal.accounts.actions.make_citizen_at_counter import NumberKnown, make_citizen_at_counter
from portal.accounts.models import Citizen
from portal.accounts.roles import Role
from portal.shared.errors import NotAllowed, Refusal
from tests.at_once import at_once
from tests.counter.intake_world import opened
from tests.counter.test_intake_life import ticket_at
from tests.world import Person, make_staff

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def colleague(clerk: Person) -> Person:
    return make_staff(Role.CLERK, clerk.agency, email="quay2@motcua.example")


def kinds(results: list[object]) -> list[str]:
    return sorted(type(one).__name__ for one in results)


def test_two_clerks_make_the_same_person(clerk: Person, colleague: Person) -> None:
    def make(who: Person, name: str) -> Citizen:
        return make_citizen_at_counter(
            actor=who.actor, identity_number="049301000123", full_name=name,
            birth_date=date(2001, 2, 5), sex="female", commune=None, address_line="Tổ 3",
        )  # fmt: skip

    results = at_once(lambda: make(clerk, "Hồ Thị Mai"), lambda: make(colleague, "Hồ Thị Xuân"))

    assert kinds(results) == ["Citizen", NumberKnown.__name__]
    assert Citizen.objects.count() == 1


def test_one_clerk_opens_twice(clerk: Person) -> None:
    results = at_once(lambda: opened(clerk), lambda: opened(clerk))

    assert kinds(results) == [AnotherIsOpen.__name__, "Intake"]
    assert Intake.objects.count() == 1


def test_two_clerks_with_one_ticket(clerk: Person, colleague: Person) -> None:
    ticket = ticket_at(clerk)

    results = at_once(
        lambda: open_intake(actor=clerk.actor, ticket_key=ticket.key),
        lambda: open_intake(actor=colleague.actor, ticket_key=ticket.key),
    )

    assert kinds(results) == ["Intake", NotAllowed.__name__]
    assert Intake.objects.get().clerk == clerk.user


def test_two_clerks_resume_the_same(clerk: Person, colleague: Person) -> None:
    intake = opened(clerk)
    suspend_intake(actor=clerk.actor, key=intake.key)

    results = at_once(
        lambda: resume_intake(actor=clerk.actor, code=intake.resume_code),
        lambda: resume_intake(actor=colleague.actor, code=intake.resume_code),
    )

    assert kinds(results) == ["Intake", Refusal.__name__]
    assert Intake.objects.get().state == "open"
