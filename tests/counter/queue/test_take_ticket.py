"""Numbers: gapless per agency, day and purpose; priority only from a clerk."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from counter.actions.leave import leave
from counter.actions.take_ticket import QueueFull, take_ticket
from counter.models import Desk, Ticket, TicketEvent
from portal.agencies.models import Agency
from portal.shared.errors import InvalidInput, NotAllowed
from tests.counter.queue.conftest import MORNING
from tests.world import Person

pytestmark = pytest.mark.django_db


def test_each_line_counts_for_itself_and_every_day_anew(at, take, tam_tien: Agency) -> None:
    assert [take("file").label, take("collect").label, take("file").label] == [
        "N001", "T001", "N002",
    ]  # fmt: skip
    assert take_ticket(actor=None, agency=tam_tien, purpose="file").label == "N001"

    at(minutes=16 * 60)  # midnight in the province
    tomorrow = take("file")
    assert (tomorrow.label, f"{tomorrow.day}") == ("N001", "2022-03-23")


def test_a_number_that_fails_is_given_to_the_next(take) -> None:
    take()
    with pytest.raises(IntegrityError), transaction.atomic():
        take()
        raise IntegrityError
    assert take().label == "N002"


def test_what_is_written_down(at, take) -> None:
    ticket = Ticket.objects.get(pk=take().pk)

    assert (ticket.state, ticket.line, ticket.is_priority, ticket.by_kiosk) == (
        "waiting", "file", False, True,
    )  # fmt: skip
    assert ticket.taken_at == ticket.line_at == MORNING
    event = TicketEvent.objects.get()
    assert (event.event, event.at, event.by, event.desk) == ("taken", MORNING, None, None)


def test_priority_comes_from_a_clerk_of_this_agency(
    take: Callable[..., Ticket], clerk: Person, clerk_tamtien: Person, officer: Person
) -> None:
    assert take(by=clerk, first=True).is_priority
    for person in (None, clerk_tamtien, officer):
        with pytest.raises(NotAllowed):
            take(by=person, first=True)
    assert Ticket.objects.count() == 1


def test_no_such_line_and_no_such_counter(take, justice: Agency) -> None:
    with pytest.raises(InvalidInput):
        take("coffee")
    with pytest.raises(Http404):
        take_ticket(actor=None, agency=justice, purpose="file")
    assert not Ticket.objects.exists()


def test_a_full_queue_gives_numbers_at_the_desk_alone(
    at, take: Callable[..., Ticket], clerk: Person, desks: list[Desk], tam_tien: Agency, settings
) -> None:
    settings.QUEUE_MOST_WAITING_PER_DESK = 2
    Desk.objects.filter(pk=desks[2].pk).update(is_active=False)  # two desks are in use: four wait
    tickets = [take(line) for line in ("file", "collect", "ask", "file")]
    with pytest.raises(QueueFull, match="đã đủ 4 người"):
        take("ask")
    assert Ticket.objects.count() == 4
    assert take("ask", by=clerk).label == "H002", "no number was lost"
    assert take_ticket(actor=None, agency=tam_tien, purpose="ask").label == "H001", "for itself"

    for ticket in tickets[:2]:
        leave(actor=None, key=ticket.key)
    assert take("ask").label == "H003", "who no longer waits makes room"
    at(minutes=16 * 60)
    assert take("file").label == "N001", "nobody of yesterday waits"
