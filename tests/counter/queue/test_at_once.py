"""Two at the same moment, on real connections."""

from collections.abc import Callable

import pytest

from counter.actions.call_next import NobodyWaits, call_next, call_ticket
from counter.actions.leave import leave
from counter.actions.leave_desk import leave_desk
from counter.actions.take_desk import take_desk
from counter.actions.take_ticket import QueueFull, take_ticket
from counter.actions.transfer import transfer
from counter.models import Desk, Ticket, TicketEvent
from portal.agencies.models import Agency
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from tests.at_once import at_once
from tests.counter.queue.overtaking import overtaken
from tests.world import Person

pytestmark = pytest.mark.django_db(transaction=True)
Take = Callable[..., Ticket]


def test_two_clerks_call_two_different_tickets(seated: Person, seated2: Person, take: Take) -> None:
    take(), take()
    one, other, waited = overtaken(
        lambda: call_next(actor=seated.actor), lambda: call_next(actor=seated2.actor)
    )
    assert (one.label, other.label, waited) == ("N001", "N002", False)


def test_two_clerks_and_one_who_waits(seated: Person, seated2: Person, take: Take) -> None:
    ticket = take()
    one, other, waited = overtaken(
        lambda: call_next(actor=seated.actor), lambda: call_next(actor=seated2.actor)
    )
    assert (one, type(other), waited) == (ticket, NobodyWaits, False)
    assert TicketEvent.objects.filter(event="called").count() == 1


def test_two_clerks_call_the_same_number(seated: Person, seated2: Person, take: Take) -> None:
    ticket = take()
    one, other, waited = overtaken(
        lambda: call_ticket(actor=seated.actor, key=ticket.key),
        lambda: call_ticket(actor=seated2.actor, key=ticket.key),
    )
    assert (one, type(other), waited) == (ticket, StalePage, True)
    assert TicketEvent.objects.filter(event="called").count() == 1
    assert Ticket.objects.get().clerk == seated.user


def test_a_number_is_given_back_while_it_is_called(seated: Person, take: Take) -> None:
    ticket = take()
    _called, left, _waited = overtaken(
        lambda: call_next(actor=seated.actor), lambda: leave(actor=None, key=ticket.key)
    )
    assert type(left) is StalePage
    assert Ticket.objects.get().state == "called"


def test_one_clerk_in_two_windows_calls_once(seated: Person, take: Take) -> None:
    first, _second = take(), take()
    one, other, waited = overtaken(
        lambda: call_next(actor=seated.actor), lambda: call_next(actor=seated.actor)
    )
    assert (one, type(other), waited) == (first, NotAllowed, True)
    assert Ticket.objects.filter(state="called").count() == 1


def test_two_clerks_and_one_desk(clerk: Person, clerk2: Person, desks: list[Desk]) -> None:
    _one, other, _waited = overtaken(
        lambda: take_desk(actor=clerk.actor, desk_id=desks[0].pk),
        lambda: take_desk(actor=clerk2.actor, desk_id=desks[0].pk),
    )
    assert type(other) is NotAllowed
    assert Desk.objects.get(number=1).clerk == clerk.user


def test_one_clerk_in_two_windows_sits_at_one_desk(clerk: Person, desks: list[Desk]) -> None:
    overtaken(
        lambda: take_desk(actor=clerk.actor, desk_id=desks[0].pk),
        lambda: take_desk(actor=clerk.actor, desk_id=desks[1].pk),
    )
    assert list(Desk.objects.filter(clerk=clerk.user)) == [desks[1]]


def test_nobody_is_sent_to_a_desk_that_is_being_left(
    seated: Person, seated2: Person, desks: list[Desk], take: Take
) -> None:
    ticket = take()
    call_next(actor=seated.actor)
    _left, sent, _waited = overtaken(
        lambda: leave_desk(actor=seated2.actor),
        lambda: transfer(actor=seated.actor, key=ticket.key, desk_id=desks[1].pk),
    )
    assert type(sent) is InvalidInput
    assert Ticket.objects.get().state == "called"


def test_numbers_of_many_at_once_have_no_gap(one_stop: Agency) -> None:
    taken = at_once(
        *[lambda: take_ticket(actor=None, agency=one_stop, purpose="file") for _ in range(6)]
    )
    assert sorted(ticket.number for ticket in taken) == [1, 2, 3, 4, 5, 6]


def test_two_kiosks_and_the_last_place(one_stop: Agency, desks: list[Desk], settings) -> None:
    """Of two lines, so that no number's lock keeps them apart."""
    settings.QUEUE_MOST_WAITING_PER_DESK = 1
    for _ in range(len(desks) - 1):
        take_ticket(actor=None, agency=one_stop, purpose="ask")
    one, other, waited = overtaken(
        lambda: take_ticket(actor=None, agency=one_stop, purpose="file"),
        lambda: take_ticket(actor=None, agency=one_stop, purpose="collect"),
    )
    assert (one.label, type(other), waited) == ("N001", QueueFull, True)
    assert Ticket.objects.count() == len(desks)
