"""What a session may be asked for, refused in Stripe's words."""

from typing import Any
from urllib.parse import urlsplit

from outside.payment_sandbox.errors import ApiError, invalid, required
from outside.payment_sandbox.identifiers import new_id, now

KNOWN = {
    "cancel_url",
    "client_reference_id",
    "customer_email",
    "expand",
    "expires_at",
    "line_items",
    "locale",
    "metadata",
    "mode",
    "payment_intent_data",
    "payment_method_types",
    "submit_type",
    "success_url",
}
CURRENCIES = {"vnd"}
# Stripe takes nothing worth less than 0.50 USD; at 26,000 đồng to the dollar.
MINIMUM_VND = 13_000
HALF_AN_HOUR, DAY = 30 * 60, 24 * 60 * 60
# Stripe is lenient by the time that a request is under way.
LENIENCE = 60


def check(params: dict[str, Any]) -> tuple[list[dict[str, Any]], str]:
    """The line items and their currency."""
    for name in params:
        if name not in KNOWN:
            raise ApiError(
                f"Received unknown parameter: {name}", code="parameter_unknown", param=name
            )
    if params.get("mode") != "payment":
        raise invalid("mode", "The sandbox knows mode=payment only.")
    for name in ("cancel_url", "success_url"):
        _check_url(params, name)
    _check_expiry(params.get("expires_at"))
    items = priced_items(params.get("line_items"))
    total, currency = sum(item["amount_total"] for item in items), items[0]["currency"]
    if total < MINIMUM_VND:
        raise ApiError(
            "The Checkout Session's total amount must convert to at least 50 cents."
            f" {total} {currency} converts to approximately ${total / MINIMUM_VND / 2:.2f}.",
            code="amount_too_small",
        )
    return items, currency


def priced_items(given: Any) -> list[dict[str, Any]]:
    """Line items as Stripe shows them."""
    if not isinstance(given, list) or not given:
        raise required("line_items")
    return [_item(entry, f"line_items[{place}]") for place, entry in enumerate(given)]


def _item(entry: dict[str, Any], where: str) -> dict[str, Any]:
    price = entry.get("price_data")
    if not isinstance(price, dict):
        raise required(f"{where}[price_data]")
    amount = _whole(price.get("unit_amount"), f"{where}[price_data][unit_amount]")
    quantity = _whole(entry.get("quantity"), f"{where}[quantity]")
    currency = str(price.get("currency", "")).lower()
    if currency not in CURRENCIES:
        raise invalid(f"{where}[price_data][currency]", f"Invalid currency: {currency}.")
    name = (price.get("product_data") or {}).get("name")
    if not name:
        raise required(f"{where}[price_data][product_data][name]")
    total = amount * quantity
    return {
        "id": new_id("li"),
        "object": "item",
        "amount_discount": 0,
        "amount_subtotal": total,
        "amount_tax": 0,
        "amount_total": total,
        "currency": currency,
        "description": name,
        "quantity": quantity,
    }


def _whole(value: Any, where: str) -> int:
    if value is None:
        raise required(where)
    if not str(value).isdigit():
        raise ApiError(f"Invalid integer: {value}", code="parameter_invalid_integer", param=where)
    return int(value)


def _check_url(params: dict[str, Any], name: str) -> None:
    if not params.get(name):
        raise required(name)
    if urlsplit(params[name]).scheme not in ("http", "https"):
        raise ApiError("Not a valid URL", code="url_invalid", param=name)


def _check_expiry(expires_at: Any) -> None:
    if expires_at is None:
        return
    ahead = _whole(expires_at, "expires_at") - now()
    if not HALF_AN_HOUR - LENIENCE <= ahead <= DAY + LENIENCE:
        raise invalid(
            "expires_at",
            "The `expires_at` timestamp must be at least 30 minutes and at most 24 hours from"
            " Checkout Session creation.",
        )
