"""What all API calls share: the key, nested parameters, idempotency, Stripe's way of erring."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from psycopg.types.json import Jsonb

from outside.payment_sandbox import faults
from outside.payment_sandbox.api.expansion import expand
from outside.payment_sandbox.config import current
from outside.payment_sandbox.errors import ApiError
from outside.payment_sandbox.identifiers import new_id
from outside.payment_sandbox.nested import decode
from outside.serving.database import Connection, transaction
from outside.serving.dropping import drop

Body = dict[str, Any]
CRASHES = {
    "/v1/checkout/sessions": "crash_after_create",
    "/v1/refunds": "crash_after_refund",
}


@dataclass(frozen=True)
class Call:
    """One call of the API."""

    connection: Connection
    params: Body
    request_id: str
    idempotency_key: str

    @property
    def cause(self) -> Body:
        """`request` of the events that follow."""
        return {"id": self.request_id, "idempotency_key": self.idempotency_key or None}


Handler = Callable[..., Body]


def endpoint(**handlers: Handler) -> Callable[..., HttpResponse]:
    """A view from one handler per method; a handler takes (call, key) and returns the object."""

    def view(request: HttpRequest, **keys: str) -> HttpResponse:
        handler = handlers.get(request.method or "")
        if handler is None:
            return unknown(request)
        return _answer(request, handler, keys)

    return view


def unknown(request: HttpRequest, rest: str = "") -> HttpResponse:
    """An address that Stripe (or the sandbox) does not have."""
    text = f"Unrecognized request URL ({request.method}: {request.path})."
    return _error(ApiError(text, status=404), new_id("req", 14))


def _answer(request: HttpRequest, handler: Handler, keys: dict[str, str]) -> HttpResponse:
    request_id = new_id("req", 14)
    try:
        _check_key(request)
        with transaction() as connection:
            call = Call(
                connection=connection,
                params=_params(request),
                request_id=request_id,
                idempotency_key=request.headers.get("Idempotency-Key", ""),
            )
            status, body, replayed = _once(request, call, handler, keys)
            crash = _crashes(request, connection)
    except ApiError as error:
        return _error(error, request_id)
    if crash:
        return drop(request)
    response = JsonResponse(body, status=status)
    response["Request-Id"] = request_id
    if replayed:
        response["Idempotent-Replayed"] = "true"
    return response


def _crashes(request: HttpRequest, connection: Connection) -> bool:
    """Whether the answer is lost: done, but nobody hears of it."""
    fault = CRASHES.get(request.path) if request.method == "POST" else None
    return fault is not None and faults.hits(connection, fault)


def _check_key(request: HttpRequest) -> None:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    if not given:
        raise ApiError("You did not provide an API key.", status=401)
    if given != current().secret_key:
        hint = f"{given[:8]}***{given[-4:]}"
        raise ApiError(f"Invalid API Key provided: {hint}", status=401)


def _params(request: HttpRequest) -> Body:
    source = request.GET if request.method == "GET" else request.POST
    return decode((name, value) for name, values in source.lists() for value in values)


def _once(
    request: HttpRequest, call: Call, handler: Handler, keys: dict[str, str]
) -> tuple[int, Body, bool]:
    """Answer as before when the idempotency key was used before; only writes have one."""
    if request.method != "POST" or not call.idempotency_key:
        return (*_run(call, handler, keys), False)
    fingerprint = hashlib.sha256(
        json.dumps([request.path, call.params], sort_keys=True).encode()
    ).hexdigest()
    _one_at_a_time(call)
    known = call.connection.execute(
        "SELECT * FROM answer WHERE key = %s", [call.idempotency_key]
    ).fetchone()
    if known:
        if known["fingerprint"] != fingerprint:
            raise _other_parameters(call.idempotency_key)
        return known["status"], dict(known["body"]), True
    status, body = _run(call, handler, keys)
    call.connection.execute(
        "INSERT INTO answer (key, fingerprint, status, body) VALUES (%s, %s, %s, %s)",
        [call.idempotency_key, fingerprint, status, Jsonb(body)],
    )
    return status, body, False


def _one_at_a_time(call: Call) -> None:
    free = call.connection.execute(
        "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0)) AS free", [call.idempotency_key]
    ).fetchone()
    if not free or not free["free"]:
        raise ApiError(
            "There is currently another in-progress request using this idempotency key.",
            status=409,
            kind="idempotency_error",
            code="idempotency_key_in_use",
        )


def _other_parameters(key: str) -> ApiError:
    return ApiError(
        "Keys for idempotent requests can only be used with the same parameters they were first"
        f" used with. Try using a key other than '{key}' if you meant to execute a different"
        " request.",
        kind="idempotency_error",
    )


def _run(call: Call, handler: Handler, keys: dict[str, str]) -> tuple[int, Body]:
    body = handler(call, **keys)
    return 200, expand(call.connection, body, call.params.get("expand", []))


def _error(error: ApiError, request_id: str) -> HttpResponse:
    response = JsonResponse({"error": error.error}, status=error.status)
    response["Request-Id"] = request_id
    return response
