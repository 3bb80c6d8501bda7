"""One round after another against the real stub: order, once each, faults."""

import time
from collections.abc import Callable

import pytest

from portal.national import queries
from portal.national.actions.resend import resend
from portal.national.delivery.deliverer import Deliverer, Round
from portal.national.models import OutboxMessage
from tests.portal.national.conftest import Queue
from tests.portal.national.stub_process import NationalStub
from tests.world import Person

MAIN_JOB = [1, 6, 1, 2, 4, 9, 10]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]


def rounds(deliverer: Deliverer, *, until_empty: bool = True, seconds: float = 120) -> None:
    last = time.monotonic() + seconds
    while queries.undelivered().exists() if until_empty else deliverer.run_round().did_something:
        if until_empty:
            deliverer.run_round()
            time.sleep(0.001)
        assert time.monotonic() < last, list(queries.undelivered().values("stream", "last_error"))


def test_the_states_of_the_main_job_arrive_in_order(
    deliverer: Deliverer, national_stub: NationalStub, queue: Queue, new_code: Callable[[], str]
) -> None:
    code = new_code()
    queue(code, *MAIN_JOB)
    rounds(deliverer)
    assert national_stub.states(code) == MAIN_JOB
    assert not OutboxMessage.objects.filter(delivered_at=None).exists()


def test_a_refused_dossier_parks_alone_and_goes_on_in_order_when_it_is_sent_again(
    deliverer: Deliverer,
    national_stub: NationalStub,
    queue: Queue,
    new_code: Callable[[], str],
    admin: Person,
) -> None:
    refused, others = new_code(), [new_code() for _ in range(3)]
    national_stub.fault("refuse", dossier=refused)
    queue(refused, 1, 2, 4)
    for code in others:
        queue(code, 1, 2, 4)
    rounds(deliverer, until_empty=False)
    assert national_stub.states(refused) == []
    assert [national_stub.states(code) for code in others] == [[1, 2, 4]] * 3
    first, *rest = OutboxMessage.objects.filter(stream=refused).order_by("id")
    assert first.parked_at is not None
    assert first.last_error == "Bị từ chối theo lỗi mô phỏng."
    assert first.attempts == 1
    assert [(message.attempts, message.parked_at) for message in rest] == [(0, None), (0, None)]

    assert deliverer.run_round() == Round()  # nobody tries it by itself

    national_stub.clear()
    assert resend(actor=admin.actor, stream=refused) == 1
    rounds(deliverer)
    assert national_stub.states(refused) == [1, 2, 4]


def test_a_lost_answer_is_sent_again_and_counted_once(
    deliverer: Deliverer, national_stub: NationalStub, queue: Queue, new_code: Callable[[], str]
) -> None:
    codes = [new_code() for _ in range(5)]
    for code in codes:
        queue(code, *MAIN_JOB)
    national_stub.fault("lose_answer", times=4)
    rounds(deliverer)
    assert [national_stub.states(code) for code in codes] == [MAIN_JOB] * 5


def test_html_instead_of_json_is_a_failure_of_the_endpoint(
    deliverer: Deliverer, national_stub: NationalStub, queue: Queue, new_code: Callable[[], str]
) -> None:
    code = new_code()
    queue(code, 1, 2)
    national_stub.fault("html", times=1)
    deliverer.run_round()
    message = OutboxMessage.objects.get(payload__step__status=1)
    assert message.last_error == "Cổng quốc gia trả lời bằng trang web (HTML) thay vì dữ liệu JSON."
    assert message.delivered_at is None
    rounds(deliverer)
    assert national_stub.states(code) == [1, 2]


def test_a_down_endpoint_costs_one_try_per_interval(
    national_stub: NationalStub,
    queue: Queue,
    new_code: Callable[[], str],
    deliverer: Deliverer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("portal.national.delivery.breaker.FIRST_SECONDS", 60)
    monkeypatch.setattr("portal.national.delivery.breaker.CAP_SECONDS", 60)
    for _ in range(10):
        queue(new_code(), 1, 2)
    national_stub.fault("down")
    first = deliverer.run_round()
    again = [deliverer.run_round() for _ in range(20)]
    assert first.failed == 10
    assert sum(done.failed for done in again) == 0
    assert (
        deliverer.states.last_failure == "Cổng quốc gia trả lời mã 503. Cổng quốc gia đang bảo trì."
    )
    assert OutboxMessage.objects.filter(attempts__gt=0).count() == 10
    assert not OutboxMessage.objects.filter(next_try_at__isnull=False).exists()


def test_a_message_that_breaks_its_batch_is_found_and_holds_back_only_its_stream(
    deliverer: Deliverer, national_stub: NationalStub, queue: Queue, new_code: Callable[[], str]
) -> None:
    good = [new_code() for _ in range(8)]
    bad = new_code()
    for code in [*good[:4], bad, *good[4:]]:
        queue(code, 1, 2)
    OutboxMessage.objects.filter(stream=bad).update(payload={"dossier": {}})
    rounds(deliverer, until_empty=False)
    assert [national_stub.states(code) for code in good] == [[1, 2]] * 8
    assert OutboxMessage.objects.filter(stream=bad, last_error__contains="KeyError").count() == 1


def test_an_undelivered_message_cannot_be_deleted(
    queue: Queue, new_code: Callable[[], str]
) -> None:
    queue(new_code(), 1)
    with pytest.raises(Exception, match="Cannot delete"):
        OutboxMessage.objects.all().delete()
    assert OutboxMessage.objects.count() == 1
