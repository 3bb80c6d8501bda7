"""The payment sandbox, a payer, and what he owes."""

from collections.abc import Iterator
from typing import Any

import pytest

from payments.actions.start_attempt import start_attempt
from payments.events import ObligationSettled
from payments.models import Obligation, PaymentAttempt
from portal.accounts.actor import Actor
from portal.shared import events
from tests.payments.factory import make_obligation, make_teller
from tests.payments.sandbox import PaymentSandbox, payment_sandbox, payment_sandbox_process
from tests.world import Person, make_citizen

__all__ = ["payment_sandbox", "payment_sandbox_process"]


@pytest.fixture
def payer(db: Any) -> Person:
    """A citizen who owes something."""
    return make_citizen()


@pytest.fixture
def stranger(db: Any) -> Person:
    """Another citizen."""
    return make_citizen("049080002222", full_name="Đinh Thị Sen")


@pytest.fixture
def obligation(payer: Person) -> Obligation:
    """100.000 đ, due."""
    return make_obligation(payer.citizen)


@pytest.fixture
def attempt(payment_sandbox: PaymentSandbox, obligation: Obligation) -> PaymentAttempt:
    """An open attempt: the payer is on the hosted page."""
    return start_attempt(obligation=obligation, provider="stripe", next_url="/next/")


@pytest.fixture
def teller(db: Any) -> Actor:
    """A clerk of the one-stop centre, her till open with 500.000 đ of change."""
    return make_teller(500_000)


@pytest.fixture
def settled_events() -> Iterator[list[ObligationSettled]]:
    """Every ObligationSettled published during the test."""
    seen: list[ObligationSettled] = []
    events.subscribe(ObligationSettled, seen.append)
    yield seen
    events._handlers[ObligationSettled].remove(seen.append)
