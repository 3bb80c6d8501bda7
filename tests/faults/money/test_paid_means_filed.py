"""The state machine of machine.py, run."""

import os
import time
from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, settings

from payments.actions.open_cash_day import open_cash_day
from payments.models import PaymentAttempt, Refund
from tests.faults.money.machine import PaidMeansFiled
from tests.faults.money.statements import all_statements
from tests.payments.sandbox import payment_sandbox, payment_sandbox_process  # noqa: F401

SHRINK = "MOTCUA_NO_SHRINK" not in os.environ
THOROUGH = os.environ.get("MOTCUA_HYPOTHESIS") == "thorough"


@pytest.fixture
def quiet_log(caplog):
    """Forged calls are refused by the hundred."""
    for name in ("django.request", "payments"):
        caplog.set_level("CRITICAL", name)


@pytest.mark.django_db(transaction=True)
def test_paid_means_filed_whatever_happens(
    payment_sandbox,  # noqa: F811
    make_revision,
    half_price,
    justice,
    tra,
    clerk,
    quiet_log,
):
    began = int(time.time()) - 1
    open_cash_day(actor=clerk.actor, float_vnd=0)

    class Machine(PaidMeansFiled):
        sandbox = payment_sandbox
        citizen = tra
        revision = make_revision(papers=())
        agency = justice

        def after_healing(self):
            all_statements(payment_sandbox, since=began)

    Machine.clerk = clerk
    case = Machine.TestCase
    case.settings = settings(
        max_examples=100 if THOROUGH else 12,
        stateful_step_count=50 if THOROUGH else 30,
        deadline=None,
        derandomize=not THOROUGH,  # the quick run is the same for everybody
        phases=[phase for phase in Phase if phase != Phase.shrink or SHRINK],
        suppress_health_check=list(HealthCheck),
    )
    case("runTest").runTest()
    _something_was_shown()


def _something_was_shown():
    """A run in which nothing was paid, or nothing went wrong, would prove nothing."""
    attempts = Counter(PaymentAttempt.objects.values_list("state", flat=True))
    refunds = Counter(Refund.objects.filter(state="done").values_list("cause", flat=True))
    print(f"attempts {dict(attempts)}, refunds {dict(refunds)}")
    assert attempts["settled"] >= 3
    assert attempts["surplus"] >= 1
    assert sum(refunds.values()) >= attempts["surplus"]
