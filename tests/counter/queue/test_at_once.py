"""Two at the same moment, on real connections."""

from collections.abc import Callable

import pytest

from counter.actions.call_next import NobodyWaits, call_next, call_ticket
from counter.actions.take_desk import take_desk
from counter.actions.take_ticket import take_ticket
from counter.models import Desk, Ticket, TicketEvent
from portal.agencies.models import Agency
from portal.shared.errors import NotAllowed, StalePage
from tests.at_once import at_once
from tests.world import Person

pytestmark = pytest.mark.django_db(transaction=True)
Take = Callable[..., Ticket]


def test_two_clerks_call_two_different_tickets(seated: Person, seated2: Person, take: Take) -> None:
    take(), take()
    called = at_once(lambda: call_next(actor=seated.actor), lambda: call_next(actor=seated2.actor))
    assert {ticket.label for ticket in called} == {"N001", "N002"}


def test_two_clerks_and_one_who_waits(seated: Person, seated2: Person, take: Take) -> None:
    take()
    results = at_once(lambda: call_next(actor=seated.actor), lambda: call_next(actor=seated2.actor))
    assert sorted(type(each).__name__ for each in results) == ["NobodyWaits", "Ticket"]
    assert NobodyWaits in map(type, results)
    assert TicketEvent.objects.filter(event="called").count() == 1


def test_two_clerks_call_the_same_number(seated: Person, seated2: Person, take: Take) -> None:
    ticket = take()
    results = at_once(
        lambda: call_ticket(actor=seated.actor, key=ticket.key),
        lambda: call_ticket(actor=seated2.actor, key=ticket.key),
    )
    assert sorted(type(each).__name__ for each in results) == ["StalePage", "Ticket"]
    assert StalePage in map(type, results)
    assert TicketEvent.objects.filter(event="called").count() == 1


def test_one_clerk_in_two_windows_calls_once(seated: Person, take: Take) -> None:
    take(), take()
    results = at_once(lambda: call_next(actor=seated.actor), lambda: call_next(actor=seated.actor))
    assert sorted(type(each).__name__ for each in results) == ["NotAllowed", "Ticket"]
    assert NotAllowed in map(type, results)
    assert Ticket.objects.filter(state="called").count() == 1


def test_two_clerks_and_one_desk(clerk: Person, clerk2: Person, desks: list[Desk]) -> None:
    results = at_once(
        lambda: take_desk(actor=clerk.actor, desk_id=desks[0].pk),
        lambda: take_desk(actor=clerk2.actor, desk_id=desks[0].pk),
    )
    assert sorted(type(each).__name__ for each in results) == ["Desk", "NotAllowed"]


def test_numbers_of_many_at_once_have_no_gap(one_stop: Agency) -> None:
    taken = at_once(
        *[lambda: take_ticket(actor=None, agency=one_stop, purpose="file") for _ in range(6)]
    )
    assert sorted(ticket.number for ticket in taken) == [1, 2, 3, 4, 5, 6]
