"""Decisions: the outcome, taking one back, who holds the dossier then."""

from collections.abc import Callable

import pytest

from dossiers.actions.decide import reopen
from dossiers.actions.hand_over import hand_over_online
from dossiers.models import Dossier, Proposal
from portal.shared.errors import StalePage
from tests.world import Person

pytestmark = pytest.mark.django_db
MakeDossier = Callable[..., Dossier]


def test_the_outcome_is_the_proposals(make_dossier: MakeDossier) -> None:
    dossier = make_dossier("completed")
    assert (dossier.outcome, dossier.awaiting_decision, dossier.holder) == ("approved", False, None)
    assert Proposal.objects.get().state == "accepted"
    assert dossier.history.last().reason == "Kết quả: Đồng ý giải quyết"


def test_reopened_it_is_its_officers_again(
    make_dossier: MakeDossier, leader: Person, officer: Person
) -> None:
    dossier = make_dossier("completed")
    reopen(actor=leader.actor, code=str(dossier.code), reason="Sai tên người được cấp.")
    dossier.refresh_from_db()
    assert (dossier.state, dossier.outcome, dossier.holder) == ("processing", "", officer.user)
    assert dossier.completed_at is None


def test_online_results_are_handed_over_once(make_dossier: MakeDossier) -> None:
    dossier = make_dossier("completed")
    assert hand_over_online(dossier_id=dossier.pk) is True
    assert hand_over_online(dossier_id=dossier.pk) is False
    assert dossier.history.filter(event="hand_over").count() == 1


def test_a_result_for_the_counter_is_not_handed_over_online(make_dossier: MakeDossier) -> None:
    dossier = make_dossier("completed")
    Dossier.objects.update(return_channel="counter")
    assert hand_over_online(dossier_id=dossier.pk) is False
    assert Dossier.objects.get().state == "completed"


def test_what_was_never_decided_cannot_be_reopened(
    make_dossier: MakeDossier, leader: Person
) -> None:
    dossier = make_dossier("processing")
    with pytest.raises(StalePage):
        reopen(actor=leader.actor, code=str(dossier.code), reason="Sai tên người được cấp.")
    assert Dossier.objects.get().version == dossier.version
