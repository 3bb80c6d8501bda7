"""The demo's leader finds some results to sign, and something left to decide."""

from typing import Any

import pytest

from dossiers.models import Dossier
from dossiers.signatures.queries import stack_of
from portal.demo.stack import HEIGHT, LEFT, make_stack
from tests.counter.signing_world import keep_key
from tests.trust import TrustServices
from tests.world import Person

pytestmark = pytest.mark.django_db


def test_a_stack_is_made_once(make_dossier: Any, leader: Person, trusting: TrustServices) -> None:
    keep_key(trusting.issue("Võ Đình Sơn"), leader)
    for _ in range(HEIGHT + LEFT):
        make_dossier("proposed")

    assert [make_stack(), make_stack()] == [HEIGHT, 0]

    assert stack_of(leader.actor).count() == HEIGHT
    assert Dossier.objects.filter(awaiting_decision=True).count() == LEFT


def test_what_is_left_to_decide_is_left(make_dossier: Any, leader: Person) -> None:
    for _ in range(LEFT):
        make_dossier("proposed")

    assert make_stack() == 0

    assert Dossier.objects.filter(awaiting_decision=True).count() == LEFT


def test_without_people_there_is_no_stack() -> None:
    assert make_stack() == 0
