"""A form that sums up no days and knows no keys: dossiers are asked about one by one, in turn."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from portal.national.adapters.chosen import national_portal
from portal.national.comparison import dossiers
from portal.national.delivery import breaker, settle
from portal.national.delivery.deliverer import Deliverer
from portal.national.models import OutboxMessage, SyncCase
from tests.portal.national.comparison.conftest import (
    TheirSide,
    compare,
    deliver,
    differences,
    figures,
    meanwhile,
)
from tests.portal.national.conftest import Queue
from tests.portal.national.stub_process import NationalStub

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]
CODES = [f"000.00.15.H47-2203{day}-0001" for day in (20, 21, 22)]


@pytest.fixture
def deliverer(
    national_stub: NationalStub, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> Iterator[Deliverer]:
    settings.NATIONAL_PORTAL_FORM = "session"
    settings.NATIONAL_PORTAL_URL = national_stub.url
    settings.NATIONAL_PORTAL_USERNAME = "motcua"
    settings.NATIONAL_PORTAL_PASSWORD = "national-demo-password"
    settings.NATIONAL_PORTAL_UNIT = "H47"
    for module in (breaker, settle):
        monkeypatch.setattr(module, "FIRST_SECONDS", 0.001)
        monkeypatch.setattr(module, "CAP_SECONDS", 0.01)
    made = Deliverer(national_portal())
    yield made
    made.close()


@pytest.fixture
def three(queue: Queue, deliverer: Deliverer) -> list[str]:
    """Three dossiers of three days that are on both sides."""
    for code in CODES:
        queue(code, 1, 2)
    deliver(deliverer)
    return CODES


def test_what_is_missing_is_sent_again(
    three: list[str], their_side: TheirSide, deliverer: Deliverer
) -> None:
    equal = {"ours": 3, "theirs": 3, "our_states": 6, "their_states": 6}
    assert figures(compare()) == equal
    first, second, _third = three
    their_side.lose_dossier(first)
    their_side.lose_states(second, offset=1)
    comparison = compare()
    assert differences(comparison) == [
        ("missing", first, "2 (2)", "", True),
        ("behind", second, "2 (2)", "1 (1)", True),
    ]
    assert figures(comparison) == {
        "ours": 3, "theirs": 2, "our_states": 6, "their_states": 3, "differing": 2, "sent_again": 3,
    }  # fmt: skip
    deliver(deliverer)
    assert their_side.stub.states(first) == [1, 2]
    assert figures(compare()) == equal
    assert not SyncCase.objects.exists()


def test_another_state_there_gets_a_case(three: list[str], their_side: TheirSide) -> None:
    first = three[0]
    their_side.execute("UPDATE national_stub_statereceived SET status = 9 WHERE status = 2")
    comparison = compare(since=date(2022, 3, 22))
    assert differences(comparison) == [("state", three[2], "2 (2)", "9 (2)", False)]
    assert not OutboxMessage.objects.filter(delivered_at=None).exists()
    assert SyncCase.objects.get().text.endswith(three[2])
    assert first not in SyncCase.objects.get().text


def test_each_in_its_turn(three: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossiers, "ONE_BY_ONE", 2)
    reached = [compare() for _ in range(3)]
    assert [each.reached for each in reached] == [three[1], three[0], three[2]]
    assert [each.ours for each in reached] == [2, 2, 2]


def test_one_that_moves_while_it_is_asked_about_is_left_out(
    three: list[str], queue: Queue, deliverer: Deliverer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def move() -> None:
        queue(three[0], 4)
        deliver(deliverer)

    target = "portal.national.adapters.session.SessionPortal.keys_of"
    with meanwhile(monkeypatch, target, move):
        comparison = compare()
    assert differences(comparison) == []
    assert (comparison.ours, comparison.theirs, comparison.under_way) == (2, 2, 1)
