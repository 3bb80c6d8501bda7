"""The delivery over the form with a session login, against the real stub: outages, lost answers,
kills. This form has no keys, so these are what shows that each state is there once, in order."""

import signal
import subprocess
import time
from collections.abc import Callable, Iterator

import pytest

from dossiers.models import Dossier, HistoryEntry
from portal.national import queries
from portal.national.adapters.exchange import Exchange
from portal.national.adapters.session import SessionPortal
from portal.national.adapters.session_transport import SessionTransport
from portal.national.delivery import breaker, settle
from portal.national.delivery.deliverer import Deliverer
from portal.national.models import OutboxMessage
from portal.shared.clock import PROVINCE_TIME
from tests.fixtures_dossiers import (  # noqa: F401 - fixtures of the case
    complete_draft,
    fresh_bindings,
    half_price,
    make_dossier,
    make_revision,
)
from tests.portal.national.conftest import Queue
from tests.portal.national.delivery_process import wait_until
from tests.portal.national.stub_process import NationalStub

MAIN_JOB = [1, 6, 1, 2, 4, 9, 10]
NewCode = Callable[[], str]
Start = Callable[..., subprocess.Popen[str]]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]


@pytest.fixture
def portal(national_stub: NationalStub) -> SessionPortal:
    return SessionPortal(
        SessionTransport(
            url=national_stub.url,
            username="motcua",
            password="national-demo-password",
            unit="H47",
            exchange=Exchange(),
        )
    )


@pytest.fixture
def deliverer(
    portal: SessionPortal, monkeypatch: pytest.MonkeyPatch, transactional_db: None
) -> Iterator[Deliverer]:
    for module in (breaker, settle):
        monkeypatch.setattr(module, "FIRST_SECONDS", 0.001)
        monkeypatch.setattr(module, "CAP_SECONDS", 0.01)
    made = Deliverer(portal)
    yield made
    made.close()


@pytest.fixture
def session_delivery(delivery: Start, monkeypatch: pytest.MonkeyPatch) -> Start:
    """The real command, told by its environment to speak this form."""
    monkeypatch.setenv("NATIONAL_PORTAL_FORM", "session")
    return delivery


def all_delivered() -> bool:
    return not queries.undelivered().exists()


def drain(deliverer: Deliverer, *, seconds: float = 120) -> None:
    """Until nothing is left but streams that wait for a person."""
    last = time.monotonic() + seconds
    parked = OutboxMessage.objects.filter(parked_at__isnull=False)
    while queries.undelivered().exclude(stream__in=parked.values("stream")).exists():
        deliverer.run_round()
        time.sleep(0.002)
        assert time.monotonic() < last, list(queries.undelivered().values("stream", "last_error"))


def test_the_states_of_the_main_job_arrive_in_order(
    deliverer: Deliverer,
    portal: SessionPortal,
    national_stub: NationalStub,
    queue: Queue,
    new_code: NewCode,
) -> None:
    codes = [new_code() for _ in range(25)]
    for code in codes:
        queue(code, *MAIN_JOB)
    drain(deliverer)
    assert [national_stub.states(code) for code in codes] == [MAIN_JOB] * 25
    assert portal.keys_of(codes[0]) == [f"{status}@20220322140300" for status in MAIN_JOB]


@pytest.mark.parametrize("only", ["login", "declarations", "states"])
@pytest.mark.parametrize(
    "fault", ["lose_answer", "html", "malformed", "empty", "error", "down", "expire_sessions"]
)
def test_after_a_fault_each_state_is_there_once(
    fault: str,
    only: str,
    deliverer: Deliverer,
    national_stub: NationalStub,
    queue: Queue,
    new_code: NewCode,
) -> None:
    """Of `states` the answer is lost after the steps were taken in."""
    codes = [new_code() for _ in range(3)]
    for code in codes:
        queue(code, *MAIN_JOB)
    for _ in range(3):
        national_stub.fault(fault, times=2, only=only)
        deliverer.run_round()
    drain(deliverer)
    assert [national_stub.states(code) for code in codes] == [MAIN_JOB] * 3


@pytest.mark.parametrize("fault", [None, "unlisted"])
def test_a_refused_dossier_holds_back_nobody_else(
    fault: str | None,
    deliverer: Deliverer,
    national_stub: NationalStub,
    queue: Queue,
    new_code: NewCode,
) -> None:
    refused, others = new_code(), [new_code() for _ in range(14)]
    national_stub.fault("refuse", dossier=refused)
    if fault:
        national_stub.fault(fault)
    for code in [*others[:7], refused, *others[7:]]:
        queue(code, 1, 2, 4)
    drain(deliverer)
    assert [national_stub.states(code) for code in others] == [[1, 2, 4]] * 14
    assert national_stub.states(refused) == []
    first, *rest = OutboxMessage.objects.filter(stream=refused).order_by("id")
    assert first.parked_at is not None
    assert first.last_error == "Bị từ chối theo lỗi mô phỏng."
    assert [message.attempts for message in rest] == [0, 0]


def test_dossiers_do_not_wait_for_a_catalogue_that_this_form_does_not_take(
    deliverer: Deliverer, national_stub: NationalStub, queue: Queue, new_code: NewCode
) -> None:
    procedure = OutboxMessage.objects.create(
        stream="procedure:1",
        kind=OutboxMessage.Kind.PROCEDURE,
        payload={"procedure": {}},
        created_at="2022-03-22T07:00:00+00:00",
    )
    code = new_code()
    queue(code, 1, 2)
    OutboxMessage.objects.filter(stream=code).update(waits_for="procedure:1")
    for _ in range(5):
        deliverer.run_round()
        time.sleep(0.02)
    assert national_stub.states(code) == [1, 2]
    procedure.refresh_from_db()
    assert (procedure.attempts, procedure.parked_at, procedure.delivered_at) == (0, None, None)


def test_states_of_an_outage_arrive_in_order_once_each(
    session_delivery: Start, national_stub: NationalStub, queue: Queue, new_code: NewCode
) -> None:
    code = new_code()
    session_delivery()
    queue(code, 1, 6, 1)
    wait_until(all_delivered)
    national_stub.stop()
    queue(code, 2, 4, 9)
    wait_until(lambda: OutboxMessage.objects.filter(attempts__gt=0, delivered_at=None).exists())
    national_stub.start()
    wait_until(all_delivered)
    assert national_stub.states(code) == [1, 6, 1, 2, 4, 9]


def test_kill_in_the_middle_of_a_batch_loses_and_doubles_nothing(
    session_delivery: Start,
    national_stub: NationalStub,
    queue: Queue,
    new_code: NewCode,
) -> None:
    codes = [new_code() for _ in range(120)]
    for code in codes:
        queue(code, 1, 2)
    national_stub.fault("slow_answer", seconds=5, only="states")  # it dies long before
    process = session_delivery()
    wait_until(lambda: national_stub.states(codes[0]))
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not all_delivered()
    national_stub.clear()
    session_delivery()
    wait_until(all_delivered)
    assert [national_stub.states(code) for code in codes] == [[1, 2]] * 120


def test_the_stub_dies_between_taking_in_and_answering(
    session_delivery: Start, national_stub: NationalStub, queue: Queue, new_code: NewCode
) -> None:
    codes = [new_code() for _ in range(30)]
    for code in codes:
        queue(code, 1, 2)
    national_stub.fault("crash", only="states")
    session_delivery()
    wait_until(lambda: not national_stub.is_running)
    national_stub.start()
    wait_until(all_delivered)
    assert [national_stub.states(code) for code in codes] == [[1, 2]] * 30


def test_a_real_dossier_with_all_that_hangs_on_it(
    make_dossier: Callable[..., Dossier],  # noqa: F811
    session_delivery: Start,
    portal: SessionPortal,
    national_stub: NationalStub,
) -> None:
    code = str(make_dossier("returned").code)
    output, _ = session_delivery("--once").communicate(timeout=60)
    assert national_stub.states(code) == MAIN_JOB, output
    steps = HistoryEntry.objects.filter(dossier__code=code, event__in=["file", "hand_over"])
    told = portal.keys_of(code)
    assert told is not None
    times = [f"{step.at.astimezone(PROVINCE_TIME):%Y%m%d%H%M%S}" for step in steps.order_by("id")]
    assert [told[0], told[-1]] == [f"1@{times[0]}", f"10@{times[1]}"]
