"""The demo's past at the provider: told once, and the books agree."""

from datetime import timedelta
from typing import Any

import pytest

from payments.actions.request_refund import refund_by_rule
from payments.actions.reserve_attempt import reserve_attempt
from payments.actions.settle_attempt import settle_attempt
from payments.models import Reconciliation, Refund
from payments.providers.base import Report, Standing
from portal.demo.money import finish_refunds, tell_provider
from portal.shared import clock
from tests.payments.factory import make_obligation
from tests.payments.sandbox import (  # noqa: F401 - fixtures
    PaymentSandbox,
    payment_sandbox,
    payment_sandbox_process,
)
from tests.world import make_citizen

pytestmark = pytest.mark.django_db


def paid_in_the_past(days: int) -> Any:
    moment = clock.now() - timedelta(days=days)
    with clock.pinned(moment):
        obligation = make_obligation(make_citizen(f"04908000{days:04}").citizen)
        attempt = reserve_attempt(obligation=obligation, provider="stripe", next_url="")
        report = Report(
            reference=f"cs_demo_{attempt.key.hex}",
            attempt_key=str(attempt.key),
            standing=Standing.PAID,
            declined=False,
            amount=attempt.amount_vnd,
            currency="vnd",
            payment_reference=f"pi_demo_{attempt.key.hex}",
        )
        return settle_attempt(attempt=attempt, report=report)


def test_the_provider_learns_of_the_past_and_its_days_match(
    payment_sandbox: PaymentSandbox,  # noqa: F811
) -> None:
    paid_in_the_past(5)
    given_back = paid_in_the_past(3)
    with clock.pinned(given_back.closed_at):
        refund_by_rule(attempt=given_back, cause=Refund.Cause.REFUSED, reason="Sai nơi nộp.")
    finish_refunds()
    assert Refund.objects.get().state == "done"

    for _ in range(2):
        tell_provider()

    counts = [run.counts for run in Reconciliation.objects.order_by("day")]
    assert counts[0] == {"matched": 1}
    assert counts[2] == {"matched": 2}
    assert {result for run in counts for result in run} == {"matched"}
