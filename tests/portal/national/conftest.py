"""A real stub for the session, a small world, and outbox rows as the handler writes them."""

import itertools
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.db import connection
from django.utils import timezone

from dossiers.states import NATIONAL_CODE
from portal.agencies.models import Agency
from portal.national.adapters.rest import RestPortal
from portal.national.delivery import breaker, settle
from portal.national.delivery.deliverer import Deliverer
from portal.national.models import OutboxMessage
from services.models import Procedure, Sector
from tests.portal.national.delivery_process import database_url, start_delivery
from tests.portal.national.stub_process import NationalStub, drop_database

STATE_OF = {code: state for state, code in NATIONAL_CODE.items()}
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def _stub_process(django_db_setup: None) -> Iterator[NationalStub]:
    url = database_url(f"{connection.settings_dict['NAME']}_stub")
    drop_database(url)
    stub = NationalStub(url)
    stub.start()
    yield stub
    stub.stop()
    drop_database(url)


@pytest.fixture
def national_stub(_stub_process: NationalStub) -> Iterator[NationalStub]:
    """The stub, running, empty, without faults.

    `.url .secret .states(code) .dossier(code) .fault(kind) .clear() .stop() .start()`
    """
    if not _stub_process.is_running:
        _stub_process.start()
    _stub_process.clear()
    _stub_process.forget()
    yield _stub_process
    if _stub_process.is_running:
        _stub_process.clear()


@dataclass(frozen=True)
class Catalogue:
    """The rows that messages name."""

    procedure: Procedure
    agency: Agency


@pytest.fixture
def catalogue(transactional_db: None) -> Catalogue:
    """One procedure and one agency."""
    sector = Sector.objects.create(code="G15-TP01", name="Lý lịch tư pháp", slug="ly-lich-tu-phap")
    procedure = Procedure.objects.create(
        code="2.000488", name="Cấp Phiếu lý lịch tư pháp", sector=sector
    )
    agency = Agency.objects.create(
        code="000.00.15.H47", name="Sở Tư pháp", level=Agency.Level.PROVINCE
    )
    return Catalogue(procedure, agency)


@pytest.fixture
def new_code() -> Callable[[], str]:
    """A dossier code that no other test of this process has used."""
    return lambda: f"000.00.15.H47-220322-{next(_numbers):04d}"


Queue = Callable[..., None]


@pytest.fixture
def queue(catalogue: Catalogue) -> Queue:
    """`queue(code, 1, 6, 1, ...)` writes a message for each status, as the handler would."""

    def write(code: str, *statuses: int, event: str = "step") -> None:
        for status in statuses:
            OutboxMessage.objects.create(
                stream=code, payload=payload(catalogue, code, status, event), created_at=_now()
            )

    return write


def payload(catalogue: Catalogue, code: str, status: int, event: str) -> dict[str, object]:
    """What the handler writes (test_handlers pins that it does)."""
    return {
        "dossier": {
            "code": code,
            "procedure_id": catalogue.procedure.pk,
            "handling_agency_id": catalogue.agency.pk,
            "provenance": "citizen",
            "return_channel": "online",
            "applicant": {"full_name": "Nguyễn Thị Trà", "identity_number": "049190000001"},
            "filed_at": "2022-03-22T07:03:00+00:00",
            "received_at": None if status == 1 else "2022-03-22T08:00:00+00:00",
            "due_at": None,
            "completed_at": None,
            "returned_at": None,
        },
        "step": {
            "status": status,
            "history_id": 1,
            "event": event,
            "from_state": "draft",
            "to_state": str(STATE_OF[status]),
            "at": "2022-03-22T07:03:00+00:00",
            "actor_name": "Nguyễn Thị Trà",
            "role": "citizen",
            "agency_id": None,
            "reason": "",
        },
    }


@pytest.fixture
def deliverer(
    national_stub: NationalStub, monkeypatch: pytest.MonkeyPatch, transactional_db: None
) -> Iterator[Deliverer]:
    """A deliverer in this process, whose waits after failures are a few milliseconds."""
    for module in (breaker, settle):
        monkeypatch.setattr(module, "FIRST_SECONDS", 0.001)
        monkeypatch.setattr(module, "CAP_SECONDS", 0.01)
    made = Deliverer(RestPortal(url=national_stub.url, secret=national_stub.secret, sender="H47"))
    yield made
    made.close()


@pytest.fixture
def delivery(national_stub: NationalStub) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """`delivery("--once")` starts the real command; what still runs at the end is killed."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> subprocess.Popen[str]:
        started.append(start_delivery(national_stub, *arguments))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def _now() -> object:
    return timezone.now()
