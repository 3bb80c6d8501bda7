"""The platform, and an attempt with it."""

import pytest

from payments.actions.start_attempt import start_attempt
from payments.models import Obligation, PaymentAttempt
from tests.payments.providers.national.platform import Platform, platform, platform_process

__all__ = ["platform", "platform_process"]


@pytest.fixture
def attempt(platform: Platform, obligation: Obligation) -> PaymentAttempt:
    """An open attempt: the payer is on the platform's page."""
    return start_attempt(obligation=obligation, provider="national", next_url="/next/")
