"""Desks of the one-stop centre, two clerks, and tickets of one morning."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import time_machine

from counter.actions.make_desks import make_desks
from counter.actions.take_desk import take_desk
from counter.actions.take_ticket import take_ticket
from counter.models import Desk, Ticket
from portal.accounts.roles import Role
from portal.agencies.models import Agency
from tests.world import Person, make_staff

# 08:00 in the province, a Tuesday.
MORNING = datetime(2022, 3, 22, 1, 0, tzinfo=UTC)


@pytest.fixture
def at() -> Iterator[Callable[..., None]]:
    """It is 08:00; `at(minutes=12, seconds=1)` is so long after it."""
    with time_machine.travel(MORNING, tick=False) as traveller:

        def to(*, minutes: float = 0, seconds: float = 0) -> None:
            traveller.move_to(MORNING.timestamp() + 60 * minutes + seconds)

        yield to


@pytest.fixture
def desks(one_stop: Agency) -> list[Desk]:
    """Bàn 1, 2, 3."""
    make_desks(agency=one_stop, count=3)
    return list(Desk.objects.filter(agency=one_stop).order_by("number"))


@pytest.fixture
def clerk2(one_stop: Agency) -> Person:
    """Another clerk of the one-stop centre."""
    return make_staff(Role.CLERK, one_stop, email="clerk2@motcua.example", full_name="Trần Văn Hai")


@pytest.fixture
def seated(clerk: Person, desks: list[Desk]) -> Person:
    """The clerk, at Bàn 1."""
    take_desk(actor=clerk.actor, desk_id=desks[0].pk)
    return clerk


@pytest.fixture
def seated2(clerk2: Person, desks: list[Desk]) -> Person:
    """The other clerk, at Bàn 2."""
    take_desk(actor=clerk2.actor, desk_id=desks[1].pk)
    return clerk2


@pytest.fixture
def take(one_stop: Agency) -> Callable[..., Ticket]:
    """`take("collect")`: a number at the kiosk; with `by=person` at the desk."""

    def taken(purpose: str = "file", *, by: Person | None = None, first: bool = False) -> Ticket:
        return take_ticket(
            actor=by.actor if by else None, agency=one_stop, purpose=purpose, is_priority=first
        )

    return taken
