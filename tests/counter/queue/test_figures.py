"""A day's figures: they add up, and every rate says of how many."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from counter.actions.call_next import call_next
from counter.actions.end_ticket import end_ticket
from counter.actions.give_explanation import give_explanation
from counter.actions.leave import leave
from counter.actions.no_show import no_show
from counter.actions.serve import serve
from counter.models import Explanation, Ticket
from counter.queue.days_counted import figures_of
from counter.queue.figures import Mean, Rate
from portal.agencies.models import Agency
from tests.counter.queue.conftest import MORNING
from tests.world import Person

pytestmark = pytest.mark.django_db


def test_rates_of_nothing() -> None:
    assert Rate(0, 0).percent is None
    assert Rate(2, 3).percent == 66.7


def test_a_morning(
    at: Callable[..., None], seated: Person, one_stop: Agency, take: Callable[..., Ticket]
) -> None:
    tickets = [take() for _ in range(5)]
    at(minutes=4)
    serve(actor=seated.actor, key=call_next(actor=seated.actor).key)
    at(minutes=10)
    end_ticket(actor=seated.actor, key=tickets[0].key)
    serve(actor=seated.actor, key=call_next(actor=seated.actor).key)
    at(minutes=28)
    end_ticket(actor=seated.actor, key=tickets[1].key)
    give_explanation(
        actor=seated.actor,
        explanation_id=Explanation.objects.get().pk,
        text="Máy quét bị kẹt giấy.",
    )
    call_next(actor=seated.actor)
    no_show(actor=seated.actor, key=tickets[2].key)
    leave(actor=None, key=tickets[3].key)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        (day,) = figures_of(one_stop.pk, MORNING.date(), MORNING.date())
    assert len(queries) == 2
    assert (day.taken, day.served, day.no_show, day.left, day.unfinished) == (
        5, Rate(2, 5), Rate(1, 5), Rate(1, 5), 1,
    )  # fmt: skip
    assert day.wait == Mean((4 + 10 + 28) / 3 * 60, 3)
    assert day.longest_wait_seconds == 28 * 60
    assert day.service == Mean(12 * 60, 2)
    assert (day.over_limit, day.explained) == (Rate(1, 2), Rate(1, 1))
