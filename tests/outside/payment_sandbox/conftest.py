"""The sandbox as a process, and a session to play with."""

from typing import Any

import pytest

from tests.payments.sandbox import PaymentSandbox, payment_sandbox, payment_sandbox_process

__all__ = ["payment_sandbox", "payment_sandbox_process"]


def session_params(amount: int = 100_000, **more: Any) -> dict[str, Any]:
    """What a session may be asked for."""
    return {
        "mode": "payment",
        "client_reference_id": "ours",
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": "vnd",
                    "unit_amount": amount,
                    "product_data": {"name": "Phí cấp phiếu lý lịch tư pháp"},
                },
            }
        ],
        "success_url": "http://127.0.0.1:1/ok",
        "cancel_url": "http://127.0.0.1:1/stopped",
        "metadata": {"attempt": "ours"},
        "payment_intent_data": {"metadata": {"attempt": "ours"}, "description": "Hồ sơ 1"},
        **more,
    }


@pytest.fixture
def sessions(payment_sandbox: PaymentSandbox) -> Any:
    """The official client's sessions."""
    return payment_sandbox.stripe.v1.checkout.sessions
