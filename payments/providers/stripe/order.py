"""An order as the parameters of a Checkout Session."""

from typing import Any

from payments.providers.base import Line, Order

CURRENCY = "vnd"  # zero-decimal: the smallest unit is one đồng


def as_params(order: Order) -> dict[str, Any]:
    """Parameters of `POST /v1/checkout/sessions`; the same order gives the same parameters."""
    marks = {"attempt": order.attempt_key, "subject": order.subject}
    params: dict[str, Any] = {
        "mode": "payment",
        "client_reference_id": order.attempt_key,
        "line_items": [_item(line) for line in _lines(order)],
        "success_url": order.success_url,
        "cancel_url": order.cancel_url,
        "expires_at": int(order.expires_at.timestamp()),
        "locale": "vi",
        "metadata": marks,
        "payment_intent_data": {"metadata": marks},
    }
    if order.description:
        params["payment_intent_data"]["description"] = order.description
    if order.payer_email:
        params["customer_email"] = order.payer_email
    return params


def _lines(order: Order) -> tuple[Line, ...]:
    """The lines when Stripe can show them; a reduction is a negative line, which Stripe does not
    accept, so then everything is shown as one line."""
    fits = all(line.amount_vnd > 0 for line in order.lines)
    if order.lines and fits and sum(line.amount_vnd for line in order.lines) == order.amount_vnd:
        return order.lines
    return (Line(name=", ".join(_names(order)) or order.subject, amount_vnd=order.amount_vnd),)


def _names(order: Order) -> list[str]:
    return [line.name for line in order.lines if line.amount_vnd > 0]


def _item(line: Line) -> dict[str, Any]:
    return {
        "quantity": 1,
        "price_data": {
            "currency": CURRENCY,
            "unit_amount": line.amount_vnd,
            "product_data": {"name": line.name[:250]},
        },
    }
