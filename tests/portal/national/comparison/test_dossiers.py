"""Two real sides compared: what is missing there is sent again, what moves is left alone."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection

from portal.national.actions.compare_dossiers import compare_dossiers
from portal.national.delivery.deliverer import Deliverer
from portal.national.models import Comparison, Difference, Endpoint, OutboxMessage, SyncCase
from portal.shared.action_log.models import ActionLogEntry
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
NewCode = Callable[[], str]
EQUAL_PAIR = {"ours": 2, "theirs": 2, "our_states": 7, "their_states": 7}


@pytest.fixture
def pair(queue: Queue, new_code: NewCode, deliverer: Deliverer) -> tuple[str, str]:
    """Two dossiers that are on both sides: 1 6 1 2, and 1 2 4."""
    first, second = new_code(), new_code()
    queue(first, 1, 6, 1, 2)
    queue(second, 1, 2, 4)
    deliver(deliverer)
    return first, second


def test_equal_sides(pair: tuple[str, str]) -> None:
    comparison = compare()
    assert comparison.state == "done"
    assert figures(comparison) == EQUAL_PAIR
    assert differences(comparison) == []
    endpoint = Endpoint.objects.get(name="comparison")
    assert (endpoint.failures, endpoint.down_since, endpoint.last_error) == (0, None, "")
    assert endpoint.last_success_at is not None
    assert not ActionLogEntry.objects.filter(action="compare_dossiers").exists()


def test_a_lost_dossier_is_sent_again(
    pair: tuple[str, str], their_side: TheirSide, deliverer: Deliverer
) -> None:
    first, second = pair
    keys = list(OutboxMessage.objects.filter(stream=first).order_by("id").values_list("key"))
    their_side.lose_dossier(first)
    comparison = compare()
    assert differences(comparison) == [("missing", first, "2 (4)", "", True)]
    assert figures(comparison) == {
        "ours": 2, "theirs": 1, "our_states": 7, "their_states": 3, "differing": 1, "sent_again": 4,
    }  # fmt: skip
    waiting = OutboxMessage.objects.filter(delivered_at=None).order_by("id")
    assert list(waiting.values_list("key")) == keys
    deliver(deliverer)
    assert their_side.stub.states(first) == [1, 6, 1, 2]
    assert their_side.stub.states(second) == [1, 2, 4]
    assert figures(compare()) == EQUAL_PAIR
    assert not SyncCase.objects.exists()
    entry = ActionLogEntry.objects.get(action="compare_dossiers")
    assert entry.subject == f"comparison:{comparison.pk}"
    assert entry.detail == {"differing": 1, "sent_again": 4}


def test_lost_last_states_are_sent_again_and_nothing_else(
    pair: tuple[str, str], their_side: TheirSide, deliverer: Deliverer
) -> None:
    first, _second = pair
    their_side.lose_states(first, offset=2, count=2)
    comparison = compare()
    assert differences(comparison) == [("behind", first, "2 (4)", "6 (2)", True)]
    assert figures(comparison)["sent_again"] == 2
    statuses = OutboxMessage.objects.filter(delivered_at=None).order_by("id")
    assert list(statuses.values_list("payload__step__status", flat=True)) == [1, 2]
    deliver(deliverer)
    assert their_side.stub.states(first) == [1, 6, 1, 2]
    assert figures(compare()) == EQUAL_PAIR


def test_the_delivery_is_woken(
    pair: tuple[str, str], their_side: TheirSide, delivery_is_told: list[str]
) -> None:
    their_side.lose_dossier(pair[0])
    compare()
    assert delivery_is_told == ["national_outbox"]


@pytest.fixture
def delivery_is_told(pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The channels that were notified (a statement that only this process sees is looked at)."""
    told: list[str] = []

    def listen(execute, statement, values, many, context):  # type: ignore[no-untyped-def]
        if "pg_notify" in statement:
            told.append(values[0])
        return execute(statement, values, many, context)

    with connection.execute_wrapper(listen):
        yield told


def test_a_hole_in_the_middle_is_not_sent_again_but_gets_a_case(
    pair: tuple[str, str], their_side: TheirSide, admin: object
) -> None:
    first, _second = pair
    their_side.lose_states(first, offset=1)
    comparison = compare()
    assert differences(comparison) == [("behind", first, "2 (4)", "2 (3)", False)]
    assert figures(comparison).get("sent_again") is None
    assert not OutboxMessage.objects.filter(delivered_at=None).exists()
    case = SyncCase.objects.get()
    assert (case.kind, case.subject) == ("difference", "comparison:dossiers")
    assert case.text == f"1 hồ sơ lệch mà gửi lại không sửa được: {first}"
    assert case.closed_at is None


def test_another_last_state_there_gets_a_case(pair: tuple[str, str], their_side: TheirSide) -> None:
    first, _second = pair
    their_side.execute("UPDATE national_stub_dossier SET status = 9 WHERE code = %s", first)
    comparison = compare()
    assert differences(comparison) == [("state", first, "2 (4)", "9 (4)", False)]
    assert SyncCase.objects.get().kind == "difference"
    assert not OutboxMessage.objects.filter(delivered_at=None).exists()


def test_what_only_they_have_is_listed_and_gets_a_case(
    pair: tuple[str, str], their_side: TheirSide
) -> None:
    their_side.invent_dossier("000.00.15.H47-220322-9999", status=4, states=3)
    comparison = compare()
    assert differences(comparison) == [("unknown", "000.00.15.H47-220322-9999", "", "4 (3)", False)]
    assert figures(comparison) == {
        "ours": 2, "theirs": 3, "our_states": 7, "their_states": 10, "differing": 1,
    }  # fmt: skip
    again = compare()
    assert SyncCase.objects.count() == 1
    their_side.execute("DELETE FROM national_stub_dossier WHERE code LIKE %s", "%9999")
    assert differences(again)[0][0] == "unknown"
    assert figures(compare()) == EQUAL_PAIR
    case = SyncCase.objects.get()
    assert case.closed_at is not None
    assert (case.closed_by, case.outcome) == (None, "Hai bên đã khớp nhau.")


def test_a_narrower_comparison_closes_no_case(pair: tuple[str, str], their_side: TheirSide) -> None:
    their_side.invent_dossier("000.00.15.H47-220320-9999")
    compare()
    assert compare(since=date(2022, 3, 21)).differing == 0
    assert SyncCase.objects.get().closed_at is None


def test_the_same_difference_twice_in_a_row_is_sent_again_and_gets_a_case(
    pair: tuple[str, str], their_side: TheirSide, deliverer: Deliverer
) -> None:
    first, _second = pair
    their_side.lose_dossier(first)
    compare()
    deliver(deliverer)
    assert not SyncCase.objects.exists()
    their_side.lose_dossier(first)
    comparison = compare()
    assert differences(comparison) == [("missing", first, "2 (4)", "", True)]
    assert SyncCase.objects.get().text.endswith(first)
    deliver(deliverer)
    assert figures(compare()) == EQUAL_PAIR
    assert SyncCase.objects.get().closed_at is not None


def test_what_is_on_its_way_is_left_out(
    pair: tuple[str, str], queue: Queue, new_code: NewCode, their_side: TheirSide
) -> None:
    first, _second = pair
    new = new_code()
    queue(first, 4)
    queue(new, 1)
    their_side.lose_dossier(first)
    comparison = compare()
    assert differences(comparison) == []
    assert figures(comparison) == {
        "ours": 1, "theirs": 1, "our_states": 3, "their_states": 3, "under_way": 2,
    }  # fmt: skip
    assert OutboxMessage.objects.filter(delivered_at=None).count() == 2


def test_what_stands_still_behind_a_refusal_is_compared_and_goes_on(
    pair: tuple[str, str], queue: Queue, their_side: TheirSide, deliverer: Deliverer
) -> None:
    """They lost a dossier and refused its next state: no person has to mend that."""
    first, _second = pair
    their_side.lose_dossier(first)
    their_side.stub.fault("refuse", dossier=first)
    queue(first, 4)
    deliverer.run_round()
    their_side.stub.clear()
    assert OutboxMessage.objects.filter(parked_at__isnull=False).count() == 1
    comparison = compare()
    assert differences(comparison) == [("missing", first, "2 (4)", "", True)]
    assert figures(comparison)["sent_again"] == 4
    deliver(deliverer)
    assert their_side.stub.states(first) == [1, 6, 1, 2, 4]


def test_days_before_since_are_not_looked_at(
    queue: Queue, deliverer: Deliverer, their_side: TheirSide
) -> None:
    old, new = "000.00.15.H47-220320-0001", "000.00.15.H47-220321-0001"
    queue(old, 1)
    queue(new, 1)
    deliver(deliverer)
    their_side.lose_dossier(old)
    one = {"ours": 1, "theirs": 1, "our_states": 1, "their_states": 1}
    assert figures(compare(since=date(2022, 3, 21))) == one
    assert differences(compare()) == [("missing", old, "1 (1)", "", True)]


def count_states(their_side: TheirSide, code: str, states: int) -> None:
    """Let them list the dossier with so many states."""
    their_side.execute(
        "UPDATE national_stub_dossier SET state_count = %s WHERE code = %s", states, code
    )


ASK_DAY = "portal.national.adapters.rest.RestPortal.dossiers_of"
ASK_KEYS = "portal.national.adapters.rest.RestPortal.keys_of"


@pytest.mark.parametrize("target", [ASK_DAY, ASK_KEYS])
def test_a_dossier_that_moves_while_it_is_compared_is_no_difference(
    target: str,
    pair: tuple[str, str],
    queue: Queue,
    their_side: TheirSide,
    deliverer: Deliverer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = pair
    # Something else differs on that day, so that it is listed.
    their_side.lose_states(second, offset=2)
    if target == ASK_KEYS:
        count_states(their_side, first, 9)

    def move() -> None:
        queue(first, 4)
        deliver(deliverer)
        count_states(their_side, first, 5)

    with meanwhile(monkeypatch, target, move):
        comparison = compare()
    assert differences(comparison) == [("behind", second, "4 (3)", "2 (2)", True)]
    assert comparison.under_way == 1
    deliver(deliverer)
    assert their_side.stub.states(first) == [1, 6, 1, 2, 4]
    assert figures(compare()) == EQUAL_PAIR | {"our_states": 8, "their_states": 8}


def test_what_was_sent_again_meanwhile_is_not_sent_twice(
    pair: tuple[str, str],
    their_side: TheirSide,
    deliverer: Deliverer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, _second = pair
    their_side.lose_states(first, offset=2, count=2)

    def another() -> None:
        OutboxMessage.objects.filter(stream=first).update(delivered_at=None)
        deliver(deliverer)

    with meanwhile(monkeypatch, ASK_KEYS, another):
        comparison = compare()
    assert differences(comparison) == []
    assert figures(comparison).get("sent_again") is None
    assert not OutboxMessage.objects.filter(delivered_at=None).exists()


def test_begun_again_after_a_crash(
    pair: tuple[str, str],
    their_side: TheirSide,
    monkeypatch: pytest.MonkeyPatch,
    national_stub: NationalStub,
) -> None:
    first, _second = pair
    their_side.lose_dossier(first)
    their_side.invent_dossier("000.00.15.H47-220322-9999")
    with monkeypatch.context() as patch:
        patch.setattr("portal.national.actions.run_comparison._end", _killed)
        with pytest.raises(KeyboardInterrupt):
            compare()
    crashed = Comparison.objects.get()
    assert crashed.state == "running"
    comparison = compare_dossiers(comparison_id=crashed.pk)
    assert [row[:2] for row in differences(comparison)] == [
        ("missing", first),
        ("unknown", "000.00.15.H47-220322-9999"),
    ]
    assert (comparison.state, comparison.sent_again, comparison.under_way) == ("done", 4, 1)
    assert Difference.objects.count() == 2
    again = compare_dossiers(comparison_id=crashed.pk)
    assert again.ended_at == comparison.ended_at


def _killed(*_args: object) -> None:
    raise KeyboardInterrupt
