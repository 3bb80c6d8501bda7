"""Random steps, faults, crashes and rounds: both sides end equal, in order, once each."""

import time
from collections import defaultdict
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.national import queries
from portal.national.actions.resend import resend
from portal.national.adapters.port import EndpointError, Outgoing
from portal.national.delivery.deliverer import Deliverer
from portal.national.mapping.change import read_change
from portal.national.models import OutboxMessage
from portal.shared import clock
from tests.portal.national.conftest import Queue
from tests.portal.national.stub_process import NationalStub
from tests.world import Person

# Ways a dossier may take through the machine.
WAYS = [
    [1, 6, 1, 2, 4, 9, 10],
    [1, 5, 1, 2, 5, 2, 4, 6, 4, 9, 10],
    [1, 2, 4, 5, 7, 5, 4, 7, 4, 9, 10],
    [1, 7, 8],
    [1, 3],
]
STEP = st.tuples(st.just("step"), st.integers(0, len(WAYS) - 1))
FAULT = st.tuples(
    st.just("fault"), st.sampled_from(["down", "lose_answer", "html"]), st.integers(1, 4)
)
REFUSE = st.tuples(st.just("refuse"), st.integers(0, len(WAYS) - 1))
OPERATIONS = st.lists(
    st.one_of(STEP, STEP, STEP, FAULT, REFUSE, st.just(("round",)), st.just(("crash",))),
    min_size=5,
    max_size=40,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(operations=OPERATIONS)
def test_both_sides_end_equal(
    operations: list[tuple],
    deliverer: Deliverer,
    national_stub: NationalStub,
    queue: Queue,
    new_code: Callable[[], str],
    admin: Person,
) -> None:
    national_stub.clear()
    codes = [new_code() for _ in WAYS]
    expected: dict[str, list[int]] = defaultdict(list)
    for operation, *detail in operations:
        if operation == "step":
            code, way = codes[detail[0]], WAYS[detail[0]]
            if len(expected[code]) < len(way):
                status = way[len(expected[code])]
                queue(code, status)
                expected[code].append(status)
        elif operation == "fault":
            national_stub.fault(detail[0], times=detail[1])
        elif operation == "refuse":
            national_stub.fault("refuse", dossier=codes[detail[0]], times=2)
        elif operation == "round":
            deliverer.run_round()
        else:
            send_without_writing_it_down(deliverer)
    resend_all(admin, national_stub)
    drain(deliverer)
    assert {code: national_stub.states(code) for code in codes} == {
        code: expected[code] for code in codes
    }


def send_without_writing_it_down(deliverer: Deliverer) -> None:
    """What a process leaves behind that dies between the answer and its row."""
    messages = queries.heads(now=clock.now(), limit=100)
    names = queries.Catalogue(messages)
    batch = [
        Outgoing(message.key, read_change(message.payload, names.names_for(message)))
        for message in messages
    ]
    if batch:
        try:
            deliverer.portal.send(batch)
        except EndpointError:
            return


def resend_all(admin: Person, stub: NationalStub) -> None:
    """A person has looked at what was refused; nothing is refused any more."""
    stub.clear()
    parked = OutboxMessage.objects.filter(parked_at__isnull=False)
    for stream in parked.values_list("stream", flat=True):
        assert resend(actor=admin.actor, stream=stream) == 1


def drain(deliverer: Deliverer) -> None:
    last = time.monotonic() + 120
    while queries.undelivered().exists():
        deliverer.run_round()
        time.sleep(0.001)
        assert time.monotonic() < last
