"""Minute 12 warns, minute 15 owes an explanation, and nobody is called before it is written."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import Http404

from counter.actions.call_next import ExplanationOwed, call_next
from counter.actions.end_ticket import end_ticket
from counter.actions.give_explanation import give_explanation
from counter.actions.serve import serve
from counter.actions.transfer import transfer
from counter.models import Explanation, Ticket
from counter.queue.limits import serving
from portal.shared.errors import InvalidInput, StalePage
from tests.counter.queue.conftest import MORNING
from tests.world import Person

Take = Callable[..., Ticket]


@pytest.mark.parametrize(
    ("seconds", "stage", "left"),
    [
        (0, "on_time", 15),
        (11 * 60 + 59, "on_time", 4),
        (12 * 60, "warning", 3),
        (14 * 60 + 59, "warning", 1),
        (15 * 60, "over", 0),
        (24 * 60, "over", 0),
    ],
)
def test_stages(seconds: int, stage: str, left: int) -> None:
    found = serving(MORNING, MORNING + timedelta(seconds=seconds))
    assert (found.stage.value, found.minutes_left, found.minutes) == (stage, left, seconds // 60)


def served(person: Person, ticket: Ticket, at: Callable[..., None], seconds: int) -> None:
    at()
    call_next(actor=person.actor)
    serve(actor=person.actor, key=ticket.key)
    at(seconds=seconds)
    end_ticket(actor=person.actor, key=ticket.key)


@pytest.mark.django_db
def test_a_second_under_the_limit_owes_nothing(at, seated: Person, take: Take) -> None:
    served(seated, take(), at, 15 * 60 - 1)
    assert not Explanation.objects.exists()
    assert Ticket.objects.get().served_seconds == 899
    take()
    call_next(actor=seated.actor)


@pytest.mark.django_db
def test_at_the_limit_nobody_is_called_before_it_is_explained(
    at, seated: Person, seated2: Person, take: Take
) -> None:
    served(seated, take(), at, 15 * 60)
    waiting = take()
    with pytest.raises(ExplanationOwed, match="N001 đã phục vụ 15 phút"):
        call_next(actor=seated.actor)
    waiting.refresh_from_db()
    assert waiting.state == "waiting"

    owed = Explanation.objects.get()
    assert (owed.clerk, owed.minutes, owed.given_at) == (seated.user, 15, None)
    with pytest.raises(InvalidInput):
        give_explanation(actor=seated.actor, explanation_id=owed.pk, text="  Lâu.  ")
    with pytest.raises(Http404):
        give_explanation(actor=seated2.actor, explanation_id=owed.pk, text="Không phải của tôi.")
    give_explanation(actor=seated.actor, explanation_id=owed.pk, text="Khách thiếu giấy tờ.")
    with pytest.raises(StalePage):
        give_explanation(actor=seated.actor, explanation_id=owed.pk, text="Viết lại lần nữa.")
    assert Explanation.objects.get().text == "Khách thiếu giấy tờ."
    assert call_next(actor=seated.actor) == waiting


@pytest.mark.django_db
def test_sending_the_client_on_does_not_dodge_it(at, seated: Person, take: Take) -> None:
    ticket = take()
    call_next(actor=seated.actor)
    serve(actor=seated.actor, key=ticket.key)
    at(minutes=16)
    transfer(actor=seated.actor, key=ticket.key, line="ask")

    with pytest.raises(ExplanationOwed, match="16 phút"):
        call_next(actor=seated.actor)
