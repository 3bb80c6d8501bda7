"""Two at the same moment, with real connections."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from portal.national.actions.ask_comparison import ask_comparison
from portal.national.actions.queue_again import Lacking, QueuedAgain, queue_again
from portal.national.comparison.ours import our_messages, seen_of
from portal.national.models import Comparison, OutboxMessage
from tests.at_once import at_once
from tests.portal.national.conftest import Queue
from tests.world import Person

pytestmark = pytest.mark.django_db(transaction=True)


def test_clicks_get_one_comparison_and_one_job(admin: Person) -> None:
    outcomes = at_once(*[lambda: ask_comparison(actor=admin.actor, kind="dossiers")] * 4)
    assert outcomes == [Comparison.objects.get()] * 4
    assert ProcrastinateJob.objects.filter(queue_name="comparison").count() == 1


def test_what_is_lacking_is_queued_once(queue: Queue, new_code: Callable[[], str]) -> None:
    code = new_code()
    queue(code, 1, 2, 4)
    OutboxMessage.objects.update(delivered_at=timezone.now(), attempts=3)
    messages = our_messages(code)
    lacking = {code: Lacking(seen_of(messages), (messages[1].pk, messages[2].pk))}
    outcomes = at_once(*[lambda: queue_again(lacking=lacking)] * 2)
    assert sorted(outcomes, key=lambda each: each.messages) == [
        QueuedAgain(frozenset(), 0),
        QueuedAgain(frozenset({code}), 2),
    ]
    rows = OutboxMessage.objects.order_by("id").values_list("delivered_at", "attempts")
    assert list(rows)[1:] == [(None, 0), (None, 0)]
    assert next(iter(rows)) == (messages[0].delivered_at, 3)
