"""The pure order and the database's are the same."""

from datetime import timedelta
from itertools import combinations

import pytest

from counter.models import Desk, Ticket
from counter.queue.order import place, stands_before
from counter.queue.reads import before, waiting_of
from portal.agencies.models import Agency
from tests.counter.queue.conftest import MORNING

pytestmark = pytest.mark.django_db


def test_the_database_agrees(at, one_stop: Agency, desks: list[Desk]) -> None:
    kinds = [(first, minute, wanted) for first in (False, True) for minute in (3, 1, 3)
             for wanted in (None, desks[0], desks[1])]  # fmt: skip
    Ticket.objects.bulk_create(
        Ticket(
            agency=one_stop, day=MORNING.date(), purpose="file", line="file", number=number,
            is_priority=first, taken_at=MORNING, line_at=MORNING + timedelta(minutes=minute),
            wanted_desk=wanted,
        )
        for number, (first, minute, wanted) in enumerate(kinds, start=1)
    )  # fmt: skip
    tickets = list(waiting_of(one_stop.pk))

    assert tickets == sorted(tickets, key=place)
    for ticket in tickets:
        ahead = sum(stands_before(other, ticket) for other in tickets if other != ticket)
        assert sum(before(ticket).values()) == ahead
    common = [each for each in tickets if each.wanted_desk_id is None]
    assert all(
        stands_before(one, other) != stands_before(other, one)
        for one, other in combinations(common, 2)
    )
