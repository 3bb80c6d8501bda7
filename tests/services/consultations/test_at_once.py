"""Real connections: an opinion at the moment of closing is either before the end or refused."""

from collections.abc import Callable
from datetime import datetime

import pytest

from portal.shared import clock
from portal.shared.errors import StalePage
from services.actions.end_consultation import end_consultation, end_if_over
from services.actions.give_opinion import give_opinion
from services.models import Consultation, DraftEdit, Opinion, RevisionDraft
from tests.at_once import at_once
from tests.world import Person

pytestmark = pytest.mark.django_db(transaction=True)
PutUp = Callable[..., Consultation]


@pytest.mark.parametrize("_round", range(3))
def test_an_opinion_at_the_moment_of_closing(
    put_up: PutUp, admin: Person, tra: Person, _round: int
) -> None:
    found = put_up()
    citizen, closer = tra.actor, admin.actor

    given, ended = at_once(
        lambda: give_opinion(actor=citizen, key=found.key, stance="agree", comment="Đúng lúc"),
        lambda: end_consultation(actor=closer, consultation_id=found.pk, reason="Đã đủ"),
    )

    assert isinstance(ended, Consultation)
    found.refresh_from_db()
    assert found.closed_at == ended.closed_at
    if isinstance(given, Opinion):
        assert Opinion.objects.count() == 1
    else:
        assert isinstance(given, StalePage)
        assert not Opinion.objects.exists()


def test_two_opinions_of_one_citizen(put_up: PutUp, tra: Person) -> None:
    found = put_up()
    citizen = tra.actor

    results = at_once(
        lambda: give_opinion(actor=citizen, key=found.key, stance="agree", comment=""),
        lambda: give_opinion(actor=citizen, key=found.key, stance="object", comment="Không"),
    )

    assert sorted(type(each).__name__ for each in results) == ["Opinion", "StalePage"]
    assert Opinion.objects.count() == 1


def test_two_workers_and_an_admin_end_it_once(
    put_up: PutUp, admin: Person, draft: RevisionDraft
) -> None:
    found = put_up()
    closer, over = admin.actor, found.closes_at

    results = at_once(
        lambda: _at(over, lambda: end_if_over(consultation_id=found.pk)),
        lambda: _at(over, lambda: end_if_over(consultation_id=found.pk)),
        lambda: _at(over, lambda: end_consultation(actor=closer, consultation_id=found.pk)),
    )

    done = [each for each in results if each is True or isinstance(each, Consultation)]
    assert len(done) == 1, results
    assert RevisionDraft.objects.get(pk=draft.pk).state == "draft"
    assert DraftEdit.objects.filter(draft=draft, part="consulted").count() == 1


def _at(moment: datetime, deed: Callable[[], object]) -> object:
    with clock.pinned(moment):
        return deed()
