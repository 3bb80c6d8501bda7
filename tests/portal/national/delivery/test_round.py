"""What becomes of the messages of a round, exactly."""

import logging
from datetime import UTC, datetime, timedelta

import pytest

from portal.national.actions.correct import correct
from portal.national.adapters.port import Answer, EndpointError
from portal.national.delivery.deliverer import Deliverer, Round
from portal.national.models import DeliveryMinute, Endpoint, OutboxMessage, SyncCase
from portal.shared import clock
from tests.portal.national.conftest import Queue
from tests.portal.national.delivery.rows import (
    MOMENT,
    ScriptedPortal,
    about_procedure,
    message,
    raising,
    refusing,
)
from tests.world import Person

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("waits_a_minute"),
]

A, B, C = (f"000.00.15.H47-220322-000{number}" for number in (1, 2, 3))


def rows(*fields: str) -> list[tuple]:
    return list(OutboxMessage.objects.order_by("id").values_list(*fields))


def open_cases() -> list[tuple[str, str, str]]:
    found = SyncCase.objects.filter(closed_at=None).order_by("pk")
    return list(found.values_list("kind", "subject", "text"))


def endpoint(name: str) -> dict:
    return Endpoint.objects.filter(pk=name).values().get()


def test_a_batch_in_which_one_is_refused_delivers_the_others(
    told: Deliverer, scripted: ScriptedPortal, queue: Queue
) -> None:
    for code in (A, B, C):
        queue(code, 1)
    scripted.answer = refusing({B: "Sai mã lĩnh vực.\0 " + "x" * 600})
    with clock.pinned(MOMENT):
        assert told.run_round() == Round(delivered=2, parked=1)
    reason = "Sai mã lĩnh vực. " + "x" * 482 + "…"
    assert len(reason) == 500
    assert rows("delivered_at", "parked_at", "attempts", "last_error") == [
        (MOMENT, None, 1, ""), (None, MOMENT, 1, reason), (MOMENT, None, 1, ""),
    ]  # fmt: skip
    assert open_cases() == [("parked", B, reason)]
    assert len(scripted.sent) == 1


def test_trouble_is_held_back_and_tried_again_without_an_end(
    told: Deliverer, scripted: ScriptedPortal, queue: Queue
) -> None:
    queue(A, 1)
    scripted.answer = lambda outgoing: Answer(outgoing.key, trouble="Đang bận.")
    failing_since = None
    for attempt in range(1, 30):
        with clock.pinned(MOMENT + timedelta(minutes=2 * attempt)):
            assert told.run_round() == Round(held_back=1)
            assert told.run_round() == Round()
            failing_since = failing_since or clock.now()
        row = OutboxMessage.objects.get()
        assert (row.attempts, row.parked_at, row.last_error) == (attempt, None, "Đang bận.")
        assert row.failing_since == failing_since
        wait = row.next_try_at - (MOMENT + timedelta(minutes=2 * attempt))
        assert timedelta(seconds=30) <= wait <= timedelta(seconds=60)
    scripted.answer = lambda outgoing: Answer(outgoing.key)
    with clock.pinned(MOMENT + timedelta(hours=2)):
        assert told.run_round() == Round(delivered=1)
    assert rows("next_try_at", "failing_since", "last_error") == [(None, None, "")]


def test_an_unreadable_message_parks_and_spoils_no_other(
    told: Deliverer, scripted: ScriptedPortal, queue: Queue
) -> None:
    for code in (A, B, C):
        queue(code, 1)
    OutboxMessage.objects.filter(stream=A).update(payload={"dossier": {}, "step": {}})
    OutboxMessage.objects.filter(stream=B).update(payload=[1, 2])
    assert told.run_round() == Round(delivered=1, parked=2)
    assert open_cases()[0] == (
        "parked", A, "Bản tin không đọc được: KeyError: 'procedure_id'",
    )  # fmt: skip
    assert scripted.codes == [C]


def test_a_bug_while_sending_is_one_plain_line_and_the_message_waits(
    told: Deliverer, scripted: ScriptedPortal, queue: Queue, caplog: pytest.LogCaptureFixture
) -> None:
    queue(A, 1)
    about_procedure(1)
    scripted.answer = raising(ValueError("Nguyễn Thị Trà 049190000001"))
    with caplog.at_level(logging.ERROR):
        assert told.run_round() == Round(delivered=1, failed=0, held_back=1)
    (record,) = caplog.records
    assert record.getMessage().startswith("states: Lỗi ngoài dự kiến khi chuyển: ValueError (rows")
    assert "Trà" not in caplog.text
    row = OutboxMessage.objects.get(stream=A)
    assert row.last_error == record.getMessage().removeprefix("states: ")
    assert row.next_try_at is not None
    assert row.parked_at is None


def test_a_bug_in_one_lane_stops_neither_the_other_nor_the_next_round(
    told: Deliverer, scripted: ScriptedPortal, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue(A, 1)
    about_procedure(1)
    with monkeypatch.context() as broken:
        broken.setattr(told.states, "_batches", raising(TypeError("odd")))
        assert told.run_round() == Round(delivered=1)
    assert endpoint("states")["last_error"].startswith("Lỗi ngoài dự kiến khi chuyển: TypeError")
    assert told.run_round() == Round(delivered=1)


def test_the_endpoint_knows_since_when_it_is_down_and_when_it_last_answered(
    told: Deliverer, scripted: ScriptedPortal, queue: Queue
) -> None:
    queue(A, 1, 2)
    moments = [MOMENT + timedelta(minutes=number) for number in range(5)]
    with clock.pinned(moments[0]):
        told.run_round()
    scripted.answer = raising(EndpointError("Không kết nối được."))
    for moment in moments[1:4]:
        with clock.pinned(moment):
            assert told.run_round() == Round(failed=1)
    assert endpoint("states") == {
        "name": "states",
        "down_since": moments[1],
        "failures": 3,
        "last_success_at": moments[0],
        "last_error_at": moments[3],
        "last_error": "Không kết nối được.",
    }
    assert told.states.last_failure == "Không kết nối được."
    assert rows("attempts", "next_try_at", "failing_since") == [(1, None, None), (3, None, None)]
    scripted.answer = lambda outgoing: Answer(outgoing.key)
    with clock.pinned(moments[4]):
        assert told.run_round() == Round(delivered=1)
    assert endpoint("states") == {
        "name": "states",
        "down_since": None,
        "failures": 0,
        "last_success_at": moments[4],
        "last_error_at": moments[3],
        "last_error": "Không kết nối được.",
    }
    assert told.states.last_failure == ""


def test_a_message_that_fails_alone_again_and_again_says_nothing_about_the_endpoint(
    told: Deliverer, scripted: ScriptedPortal, queue: Queue
) -> None:
    queue(A, 1)
    scripted.answer = raising(EndpointError("Mã 500.", may_be_the_message=True))
    with clock.pinned(MOMENT):
        told.run_round()
    assert endpoint("states")["down_since"] == MOMENT
    Endpoint.objects.update(down_since=None)
    with clock.pinned(MOMENT + timedelta(minutes=2)):
        told.run_round()
    assert endpoint("states")["down_since"] is None
    assert endpoint("states")["last_error_at"] == MOMENT + timedelta(minutes=2)


def test_each_minute_adds_up(told: Deliverer, scripted: ScriptedPortal, queue: Queue) -> None:
    for code in (A, B, C):
        queue(code, 1)
    about_procedure(1)
    for code, milliseconds in ((A, 250), (B, 4000), (C, 1)):
        OutboxMessage.objects.filter(stream=code).update(
            created_at=MOMENT - timedelta(milliseconds=milliseconds)
        )
    scripted.answer = refusing({C: "Không nhận."})
    with clock.pinned(MOMENT):
        told.run_round()
    queue(A, 2)
    OutboxMessage.objects.filter(stream=A, delivered_at=None).update(
        created_at=MOMENT + timedelta(seconds=20)
    )
    with clock.pinned(MOMENT + timedelta(seconds=21)):
        told.run_round()
    queue(A, 4)
    scripted.answer = raising(EndpointError("Không kết nối được."))
    with clock.pinned(MOMENT + timedelta(minutes=1)):
        told.run_round()
    figures = DeliveryMinute.objects.order_by("kind", "minute").values_list(
        "minute", "kind", "delivered", "parked", "failed", "slowest_ms", "total_ms"
    )
    minute = datetime(2022, 3, 22, 7, 3, tzinfo=UTC)
    assert list(figures) == [
        (minute, "procedure", 1, 0, 0, 0, 0),
        (minute, "state", 3, 1, 0, 4000, 5250),
        (minute + timedelta(minutes=1), "state", 0, 0, 1, 0, 0),
    ]


def test_what_a_person_mended_goes_with_the_message_and_every_later_one(
    told: Deliverer, scripted: ScriptedPortal, queue: Queue, admin: Person
) -> None:
    queue(A, 1, 2)
    queue(B, 1)
    scripted.answer = refusing({A: "Đơn vị xử lý sai."})
    told.run_round()
    scripted.answer = lambda outgoing: Answer(outgoing.key)
    assert correct(actor=admin.actor, stream=A, values={"DonViXuLy": "Sở Tư pháp Quảng Nam"}) == 1
    del scripted.sent[:]
    while told.run_round().did_something:
        pass
    assert [each.corrections for batch in scripted.sent for each in batch] == [
        {"DonViXuLy": "Sở Tư pháp Quảng Nam"}, {"DonViXuLy": "Sở Tư pháp Quảng Nam"},
    ]  # fmt: skip
    assert open_cases() == []
    assert SyncCase.objects.get(subject=A).outcome == "Bản tin đã được nhận."


def test_what_has_failed_before_goes_alone(
    told: Deliverer, scripted: ScriptedPortal, queue: Queue
) -> None:
    for code in (A, B, C):
        queue(code, 1)
    OutboxMessage.objects.filter(stream=B).update(attempts=1)
    told.run_round()
    sizes = sorted(len(batch) for batch in scripted.sent)
    assert sizes == [1, 2]


def test_a_dossier_waits_for_its_procedure_unless_the_form_has_no_catalogue(
    told: Deliverer, scripted: ScriptedPortal, queue: Queue
) -> None:
    about_procedure(1)
    queue(A, 1)
    OutboxMessage.objects.filter(stream=A).update(waits_for="procedure:1")
    scripted.answer_procedure = raising(EndpointError("Không kết nối được."))
    assert told.run_round() == Round(failed=1)
    assert scripted.codes == []
    scripted.offers_catalogue = False
    without = Deliverer(scripted)
    assert without.run_round() == Round(delivered=1)
    without.close()
    assert rows("stream", "delivered_at")[0] == ("procedure:1", None)
    assert scripted.codes == [A]


def test_a_procedure_that_is_refused_parks_and_its_dossiers_go(
    told: Deliverer, scripted: ScriptedPortal, queue: Queue
) -> None:
    about_procedure(1)
    queue(A, 1)
    OutboxMessage.objects.filter(stream=A).update(waits_for="procedure:1")
    scripted.answer_procedure = lambda outgoing: Answer(outgoing.key, refusal="Sai mã.")
    assert told.run_round() == Round(parked=1)
    assert open_cases() == [("parked", "procedure:1", "Sai mã.")]
    assert told.run_round() == Round(delivered=1)


def test_two_that_both_believe_to_lead_settle_a_message_once(
    told: Deliverer, scripted: ScriptedPortal, queue: Queue
) -> None:
    queue(A, 1)

    scripted.answer = refusing({A: "Không nhận."})
    told.states.start(procedures_first=True, landed=lambda: None)
    OutboxMessage.objects.update(delivered_at=MOMENT)
    assert told.states.collect() == []
    assert rows("delivered_at", "attempts") == [(MOMENT, 0)]
    assert not DeliveryMinute.objects.exists()


def test_a_head_without_its_dossiers_catalogue_parks_alone(
    told: Deliverer, scripted: ScriptedPortal, queue: Queue
) -> None:
    """A stream whose payload is none of ours never stops the line."""
    for number, payload in enumerate(({"dossier": None}, {"dossier": [7]}, "x", [7], 7)):
        message(f"odd-{number}", payload=payload)
    queue(A, 1)
    done = told.run_round()
    assert (done.delivered, done.parked + done.held_back) == (1, 5)
    assert scripted.codes == [A]
