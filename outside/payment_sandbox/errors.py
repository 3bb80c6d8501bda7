"""Stripe's errors."""

from typing import Any

NOUNS = {
    "checkout.session": "checkout.session",
    "payment_intent": "payment_intent",
    "charge": "charge",
    "refund": "refund",
    "event": "event",
    "balance_transaction": "balance transaction",
}


class ApiError(Exception):
    """An answer of Stripe's API that is not 200."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        kind: str = "invalid_request_error",
        code: str = "",
        param: str = "",
    ) -> None:
        super().__init__(message)
        self.status = status
        self.error: dict[str, Any] = {"message": message, "type": kind}
        if code:
            self.error["code"] = code
            self.error["doc_url"] = f"https://stripe.com/docs/error-codes/{code.replace('_', '-')}"
        if param:
            self.error["param"] = param


def missing(kind: str, key: str) -> ApiError:
    """No such object."""
    noun = NOUNS.get(kind, kind)
    return ApiError(f"No such {noun}: '{key}'", status=404, code="resource_missing", param="id")


def required(param: str) -> ApiError:
    """A parameter was left out."""
    return ApiError(f"Missing required param: {param}.", code="parameter_missing", param=param)


def invalid(param: str, message: str) -> ApiError:
    """A parameter cannot be used."""
    return ApiError(message, param=param, code="parameter_invalid")
