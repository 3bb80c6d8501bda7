"""The state machine of machine.py, run."""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings

from portal.national.adapters.rest import RestPortal
from portal.national.delivery import breaker, settle
from portal.national.delivery.deliverer import Deliverer
from portal.national.models import OutboxMessage
from tests.faults.sync.machine import BothSidesEqual
from tests.faults.sync.people import People

SHRINK = "MOTCUA_NO_SHRINK" not in os.environ
THOROUGH = os.environ.get("MOTCUA_HYPOTHESIS") == "thorough"


@pytest.fixture
def quiet_log(caplog):
    """The line says so when it is down; here it is down all the time."""
    for name in ("django.request", "portal", "payments"):
        caplog.set_level("CRITICAL", name)


@pytest.mark.django_db(transaction=True)
def test_both_sides_are_equal_whatever_happens(
    national_stub, make_revision, half_price, justice, tra, clerk, officer, leader, admin,
    quiet_log, monkeypatch,
):  # fmt: skip
    for module in (breaker, settle):
        monkeypatch.setattr(module, "FIRST_SECONDS", 0.001)
        monkeypatch.setattr(module, "CAP_SECONDS", 0.002)
    seen = {"states": 0, "sent_more_than_once": 0, "dossiers": 0, "detours": 0}

    class Machine(BothSidesEqual):
        stub = national_stub
        people = People(tra, clerk, officer, leader)
        revision = make_revision(papers=())
        agency = justice

        def portal(self):
            return RestPortal(url=national_stub.url, secret=national_stub.secret, sender="H47")

        def new_deliverer(self):
            return Deliverer(self.portal())

        def after_healing(self):
            for dossier in self.dossiers():
                states = national_stub.states(str(dossier.code))
                assert states == self.happened(dossier)
                assert national_stub.dossier(str(dossier.code))["status"] == states[-1]
                seen["states"] += len(states)
                seen["dossiers"] += 1
                seen["detours"] += sum(code in (5, 6, 7) for code in states)
            assert not OutboxMessage.objects.filter(delivered_at=None).exists()

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
