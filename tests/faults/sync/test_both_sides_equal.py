"""The state machine of machine.py, run."""

import os

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, settings

from portal.national.adapters.port import TheirProcedure
from portal.national.adapters.rest import RestPortal
from portal.national.delivery import breaker, settle
from portal.national.delivery.deliverer import Deliverer
from portal.national.models import OutboxMessage
from tests.faults.sync.machine import BothSidesEqual
from tests.faults.sync.people import People
from tests.portal.national.delivery_process import database_url
from tests.portal.national.stub_process import NationalStub, drop_database

SHRINK = "MOTCUA_NO_SHRINK" not in os.environ
THOROUGH = os.environ.get("MOTCUA_HYPOTHESIS") == "thorough"


@pytest.fixture
def quiet_log(caplog):
    """The line says so when it is down; here it is down all the time."""
    for name in ("django.request", "portal", "payments"):
        caplog.set_level("CRITICAL", name)


@pytest.fixture
def strict_stub(django_db_setup):
    """A stub that refuses dossiers of procedures that it was not told of."""
    url = database_url(f"{connection.settings_dict['NAME']}_strict_stub")
    drop_database(url)
    stub = NationalStub(url, strict=True)
    stub.start()
    yield stub
    stub.stop()
    drop_database(url)


@pytest.mark.django_db(transaction=True)
def test_both_sides_are_equal_whatever_happens(
    strict_stub, make_revision, half_price, justice, tra, clerk, officer, leader, admin,
    quiet_log, monkeypatch,
):  # fmt: skip
    for module in (breaker, settle):
        monkeypatch.setattr(module, "FIRST_SECONDS", 0.001)
        monkeypatch.setattr(module, "CAP_SECONDS", 0.002)
    seen = {"states": 0, "sent_more_than_once": 0, "dossiers": 0, "detours": 0}

    class Machine(BothSidesEqual):
        stub = strict_stub
        people = People(tra, clerk, officer, leader)
        revision = make_revision(papers=(), level=4)
        agency = justice

        def portal(self):
            return RestPortal(url=strict_stub.url, secret=strict_stub.secret, sender="H47")

        def new_deliverer(self):
            return Deliverer(self.portal())

        def publish(self, level):
            return make_revision(papers=(), level=level)

        def after_healing(self):
            for dossier in self.dossiers():
                states = strict_stub.states(str(dossier.code))
                assert states == self.happened(dossier)
                assert strict_stub.dossier(str(dossier.code))["status"] == states[-1]
                seen["states"] += len(states)
                seen["dossiers"] += 1
                seen["detours"] += sum(code in (5, 6, 7) for code in states)
            assert not OutboxMessage.objects.filter(delivered_at=None).exists()
            [procedure] = self.portal().procedures()
            assert procedure == TheirProcedure(
                code="2.000488",
                name="Cấp Phiếu lý lịch tư pháp",
                level=type(self).revision.level,
                in_force=True,
            )

    Machine.admin = admin
    case = Machine.TestCase
    case.settings = settings(
        max_examples=100 if THOROUGH else 12,
        stateful_step_count=60 if THOROUGH else 30,
        deadline=None,
        derandomize=not THOROUGH,  # the quick run is the same for everybody
        phases=[phase for phase in Phase if phase != Phase.shrink or SHRINK],
        suppress_health_check=list(HealthCheck),
    )
    case("runTest").runTest()
    seen["sent_more_than_once"] = OutboxMessage.objects.filter(attempts__gt=1).count()
    print(seen)
    # A run in which little moved, or nothing went wrong, would prove nothing.
    assert seen["states"] >= 60
    assert seen["detours"] >= 10
    assert seen["sent_more_than_once"] >= 8
