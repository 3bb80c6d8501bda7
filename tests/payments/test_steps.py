"""Every edge of the graphs of money names the event that it emits, and the step publishes it."""

from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django_fsm import TransitionNotAllowed

from payments import events as payment_events
from payments.actions.steps import step
from payments.diagram import GRAPHS, edges_of, payment_states_page
from payments.models import Obligation
from portal.shared import clock, events
from portal.shared.events import Event
from tests.payments.factory import make_obligation


def test_the_page_of_the_graphs_is_current() -> None:
    page = settings.BASE_DIR / "docs" / "payment-states.md"
    assert page.read_text(encoding="utf-8") == payment_states_page()


@pytest.mark.parametrize("model", GRAPHS)
def test_every_edge_names_an_event_that_can_be_made_of_the_row(model: Any) -> None:
    for _source, _edge, _target, event in edges_of(model):
        kind = getattr(payment_events, event)
        assert issubclass(kind, Event)
        assert callable(kind.of)


def test_a_step_saves_the_row_and_tells(payer: Any) -> None:
    obligation = make_obligation(payer.citizen)
    seen: list[Event] = []
    events.subscribe(payment_events.ObligationCancelled, seen.append)
    obligation.cancelled_at = clock.now()
    with transaction.atomic():
        step(obligation, "cancel")
    events._handlers[payment_events.ObligationCancelled].remove(seen.append)

    assert Obligation.objects.get().state == "cancelled"
    assert seen == [
        payment_events.ObligationCancelled(obligation_id=obligation.pk, subject=obligation.subject)
    ]


def test_a_step_that_the_graph_does_not_know_changes_nothing(payer: Any) -> None:
    obligation = make_obligation(payer.citizen)
    seen: list[Event] = []
    events.subscribe(payment_events.ObligationReversed, seen.append)
    with pytest.raises(TransitionNotAllowed), transaction.atomic():
        step(obligation, "reverse")
    events._handlers[payment_events.ObligationReversed].remove(seen.append)

    assert Obligation.objects.get().state == "due"
    assert seen == []


@pytest.mark.django_db(transaction=True)
def test_a_step_outside_a_transaction_is_a_mistake(payer: Any) -> None:
    obligation = make_obligation(payer.citizen)
    with pytest.raises(RuntimeError, match="outside a transaction"):
        step(obligation, "cancel")
    assert Obligation.objects.get().state == "due"
