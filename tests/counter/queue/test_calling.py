"""Who is called next, by whom, and what a call needs."""

from collections.abc import Callable

import pytest
from django.http import Http404

from counter.actions.call_again import call_again
from counter.actions.call_next import NobodyWaits, call_next, call_ticket
from counter.actions.end_ticket import end_ticket
from counter.actions.leave import leave
from counter.actions.no_show import come_back, no_show
from counter.actions.serve import serve
from counter.actions.take_ticket import take_ticket
from counter.actions.transfer import transfer
from counter.models import Desk, Intake, Ticket
from counter.queue.reads import before
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.errors import NotAllowed, StalePage
from tests.world import Person

pytestmark = pytest.mark.django_db
Take = Callable[..., Ticket]


def finish(person: Person, ticket: Ticket) -> None:
    serve(actor=person.actor, key=ticket.key)
    end_ticket(actor=person.actor, key=ticket.key)


def order_of_calls(person: Person) -> list[str]:
    labels = []
    while True:
        try:
            ticket = call_next(actor=person.actor)
        except NobodyWaits:
            return labels
        labels.append(ticket.label)
        finish(person, ticket)


def test_wanted_by_this_desk_then_priority_then_the_line(
    at, seated: Person, seated2: Person, desks: list[Desk], take: Take
) -> None:
    sent = take()
    assert call_next(actor=seated2.actor) == sent
    for minute, (purpose, first) in enumerate([("file", 0), ("collect", 0), ("ask", 1)], start=1):
        at(minutes=minute)
        take(purpose, by=seated, first=bool(first))
    at(minutes=5)
    elsewhere = take()
    call_ticket(actor=seated.actor, key=elsewhere.key)
    transfer(actor=seated.actor, key=elsewhere.key, desk_id=desks[1].pk)
    transfer(actor=seated2.actor, key=sent.key, desk_id=desks[0].pk)
    last = Ticket.objects.get(number=1, purpose="collect")
    assert before(last) == {"file": 3, "ask": 1}  # both of the desks, the one before, priority

    assert order_of_calls(seated) == ["N001", "H001", "N002", "T001"]
    assert order_of_calls(seated2) == ["N003"]


def test_one_line_alone(seated: Person, take: Take) -> None:
    take("file")
    wanted = take("collect")

    assert call_next(actor=seated.actor, line="collect") == wanted


def test_a_call_is_written_down(at, seated: Person, desks: list[Desk], take: Take) -> None:
    ticket = take()
    at(minutes=3)
    call_next(actor=seated.actor)
    at(minutes=4)
    call_again(actor=seated.actor, key=ticket.key)

    ticket.refresh_from_db()
    assert (ticket.state, ticket.desk, ticket.clerk, ticket.calls) == (
        "called", desks[0], seated.user, 2,
    )  # fmt: skip
    assert (ticket.called_at - ticket.first_called_at).total_seconds() == 60
    trail = ticket.events.values_list("event", "by", "desk")
    assert list(trail) == [
        ("taken", None, None),
        ("called", seated.user.pk, desks[0].pk),
        ("called_again", seated.user.pk, desks[0].pk),
    ]


def test_one_client_at_a_time(seated: Person, take: Take) -> None:
    first, second = take(), take()
    call_next(actor=seated.actor)
    with pytest.raises(NotAllowed, match="N001 còn ở bàn"):
        call_next(actor=seated.actor)
    with pytest.raises(NotAllowed, match="N001 còn ở bàn"):
        call_ticket(actor=seated.actor, key=second.key)
    finish(seated, first)
    assert call_next(actor=seated.actor) == second


def test_nothing_of_the_client_before_is_open(seated: Person, one_stop: Agency, take: Take) -> None:
    ticket, now = take(), clock.now()
    Intake.objects.create(
        resume_code="ABC234", agency=one_stop, clerk=seated.user, opened_at=now, saved_at=now
    )
    with pytest.raises(NotAllowed, match="ABC234 còn mở"):
        call_next(actor=seated.actor)
    ticket.refresh_from_db()
    assert ticket.state == "waiting"


def test_no_desk_no_call(clerk: Person, take: Take) -> None:
    take()
    with pytest.raises(NotAllowed, match="chưa nhận bàn"):
        call_next(actor=clerk.actor)


def test_absent_and_back_once_at_the_end_of_the_line(at, seated: Person, take: Take) -> None:
    ticket = take()
    call_next(actor=seated.actor)
    no_show(actor=seated.actor, key=ticket.key)
    at(minutes=1)
    other = take()
    at(minutes=2)
    come_back(actor=None, key=ticket.key)

    assert call_next(actor=seated.actor) == other
    finish(seated, other)
    assert call_next(actor=seated.actor) == ticket
    no_show(actor=seated.actor, key=ticket.key)
    with pytest.raises(NotAllowed, match="một lần"):
        come_back(actor=None, key=ticket.key)


def test_only_who_was_called_can_be_absent(seated: Person, take: Take) -> None:
    waiting = take()
    with pytest.raises(StalePage):
        no_show(actor=seated.actor, key=waiting.key)
    call_next(actor=seated.actor)
    serve(actor=seated.actor, key=waiting.key)
    with pytest.raises(StalePage):
        no_show(actor=seated.actor, key=waiting.key)


def test_giving_the_number_back(seated: Person, take: Take) -> None:
    ticket = take()
    leave(actor=None, key=ticket.key)
    leave(actor=None, key=ticket.key)
    with pytest.raises(NobodyWaits):
        call_next(actor=seated.actor)
    assert list(ticket.events.values_list("event", flat=True)) == ["taken", "left"]

    called = take()
    call_next(actor=seated.actor)
    with pytest.raises(StalePage):
        leave(actor=None, key=called.key)


def test_the_line_of_another_keeps_number_and_first_moment(at, seated: Person, take: Take) -> None:
    ticket = take("file")
    at(minutes=1)
    take("collect")
    at(minutes=2)
    call_ticket(actor=seated.actor, key=ticket.key)
    serve(actor=seated.actor, key=ticket.key)
    at(minutes=7)
    transfer(actor=seated.actor, key=ticket.key, line="collect", reason="Đến nhận kết quả")

    ticket.refresh_from_db()
    assert (ticket.label, ticket.line, ticket.state) == ("N001", "collect", "waiting")
    assert (ticket.line_at, ticket.served_seconds) == (ticket.taken_at, 300)
    assert ticket.events.latest("pk").reason == "Đến nhận kết quả"
    assert call_next(actor=seated.actor, line="collect") == ticket


@pytest.mark.parametrize("deed", [call_ticket, call_again, serve, end_ticket, no_show, come_back,
                                  leave, transfer])  # fmt: skip
def test_another_agencys_ticket_is_not_there(
    deed: Callable[..., Ticket], seated: Person, take: Take, clerk_tamtien: Person, desks: list
) -> None:
    Desk.objects.filter(pk=desks[2].pk).update(agency=clerk_tamtien.agency)
    Desk.objects.filter(pk=desks[2].pk).update(clerk=clerk_tamtien.user, taken_at=clock.now())
    ticket = take()
    call_next(actor=seated.actor)

    with pytest.raises(Http404):
        deed(
            actor=clerk_tamtien.actor,
            key=ticket.key,
            **({"line": "ask"} if deed is transfer else {}),
        )
    ticket.refresh_from_db()
    assert (ticket.state, ticket.events.count()) == ("called", 2)


@pytest.mark.parametrize("deed", [call_again, serve, no_show, transfer])
def test_a_colleagues_client_is_left_alone(
    deed: Callable[..., Ticket], seated: Person, seated2: Person, take: Take
) -> None:
    ticket = take()
    call_next(actor=seated.actor)
    with pytest.raises(NotAllowed, match="bàn khác"):
        deed(actor=seated2.actor, key=ticket.key, **({"line": "ask"} if deed is transfer else {}))
    ticket.refresh_from_db()
    assert (ticket.state, ticket.clerk) == ("called", seated.user)


def test_the_next_agency_calls_its_own(seated: Person, tam_tien: Agency) -> None:
    take_ticket(actor=None, agency=tam_tien, purpose="file")
    with pytest.raises(NobodyWaits):
        call_next(actor=seated.actor)


def test_ending_twice_ends_once(seated: Person, take: Take) -> None:
    ticket = take()
    call_next(actor=seated.actor)
    finish(seated, ticket)
    end_ticket(actor=seated.actor, key=ticket.key)
    assert ticket.events.filter(event="ended").count() == 1
