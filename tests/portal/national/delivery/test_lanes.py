"""Two endpoints, each with its own breaker: neither waits for the other. Against the real stub."""

import time
from collections.abc import Callable

import pytest

from portal.national.delivery.deliverer import Deliverer
from portal.national.models import Endpoint, OutboxMessage
from tests.portal.national.conftest import Queue
from tests.portal.national.delivery.rows import about_procedure
from tests.portal.national.stub_process import NationalStub

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]

NewCode = Callable[[], str]


def waits_for(code: str, stream: str) -> None:
    OutboxMessage.objects.filter(stream=code).update(waits_for=stream)


def rounds(deliverer: Deliverer, count: int = 30) -> None:
    for _ in range(count):
        deliverer.run_round()
        time.sleep(0.005)


def undelivered() -> set[str]:
    return set(OutboxMessage.objects.filter(delivered_at=None).values_list("stream", flat=True))


def test_the_catalogue_down_stops_only_who_waits_for_it(
    deliverer: Deliverer, national_stub: NationalStub, queue: Queue, new_code: NewCode
) -> None:
    waiting, free = new_code(), new_code()
    about_procedure(1)
    queue(waiting, 1, 2)
    queue(free, 1, 2, 4)
    waits_for(waiting, "procedure:1")
    national_stub.fault("down", only="catalogue")
    rounds(deliverer)
    assert national_stub.states(free) == [1, 2, 4]
    assert undelivered() == {"procedure:1", waiting}
    assert set(Endpoint.objects.filter(down_since=None).values_list("name", flat=True)) == {
        "states"
    }
    national_stub.clear()
    rounds(deliverer)
    assert undelivered() == set()
    assert national_stub.states(waiting) == [1, 2]


def test_states_down_do_not_stop_the_catalogue(
    deliverer: Deliverer, national_stub: NationalStub, queue: Queue, new_code: NewCode
) -> None:
    code = new_code()
    queue(code, 1)
    about_procedure(1)
    national_stub.fault("down", only="states")
    rounds(deliverer)
    assert undelivered() == {code}
    assert set(Endpoint.objects.filter(down_since=None).values_list("name", flat=True)) == {
        "catalogue"
    }


def test_a_slow_catalogue_does_not_slow_the_states(
    deliverer: Deliverer, national_stub: NationalStub, queue: Queue, new_code: NewCode
) -> None:
    code = new_code()
    queue(code, 1, 2, 4)
    about_procedure(1)
    national_stub.fault("slow", only="catalogue", seconds=8)
    while undelivered() != {"procedure:1"}:
        deliverer.advance()
        time.sleep(0.01)
        assert deliverer.is_flying, undelivered()
    assert national_stub.states(code) == [1, 2, 4]
    assert deliverer.is_flying
    deliverer.finish()
    assert undelivered() == set()


def test_a_refused_procedure_parks_alone(deliverer: Deliverer, national_stub: NationalStub) -> None:
    for number in (1, 2, 3):
        about_procedure(number)
    national_stub.fault("refuse", procedure="2.000002")
    rounds(deliverer)
    assert list(
        OutboxMessage.objects.filter(delivered_at=None).values_list("stream", "last_error")
    ) == [("procedure:2", "Bị từ chối theo lỗi mô phỏng.")]


@pytest.mark.parametrize("fault", ["silent", "odd_outcome", "malformed", "empty", "huge", "error"])
def test_nonsense_is_tried_again_until_it_makes_sense(
    fault: str,
    deliverer: Deliverer,
    national_stub: NationalStub,
    queue: Queue,
    new_code: NewCode,
) -> None:
    codes = [new_code(), new_code()]
    for code in codes:
        queue(code, 1, 2)
    national_stub.fault(fault)
    rounds(deliverer, 3)
    assert undelivered() == set(codes)
    assert not OutboxMessage.objects.filter(parked_at__isnull=False).exists()
    assert Endpoint.objects.get(pk="states").last_error != ""
    national_stub.clear()
    rounds(deliverer)
    assert [national_stub.states(code) for code in codes] == [[1, 2], [1, 2]]
    assert undelivered() == set()
