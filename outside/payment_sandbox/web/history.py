"""Payments of a time before the sandbox: the demo's past. Stripe has nothing like it.

The demo's stories lie weeks back, and a provider that has never heard of them could neither list
nor refund them.
"""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from outside.payment_sandbox import store
from outside.payment_sandbox.errors import ApiError
from outside.payment_sandbox.objects.balance_transaction import TWO_DAYS, new_balance_transaction
from outside.payment_sandbox.objects.charge import new_charge
from outside.payment_sandbox.objects.intent import new_intent
from outside.payment_sandbox.objects.refund import new_refund
from outside.payment_sandbox.objects.session import new_session
from outside.serving.database import Connection, transaction

Body = dict[str, Any]


def history(request: HttpRequest) -> HttpResponse:
    """POST {"payments": [{session, intent, amount, created, description, metadata}], "refunds":
    [{refund, intent, amount, created, metadata}]}: each becomes what it would be had it happened
    then; what is known already stays as it is. Nobody is called. Answers how many were new."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        told = json.loads(request.body)
        with transaction() as connection:
            taken = sum(_pay(connection, payment) for payment in told["payments"])
            taken += sum(_give_back(connection, refund) for refund in told["refunds"])
    except (ValueError, KeyError, TypeError, AttributeError, ApiError) as error:
        return JsonResponse({"error": f"{type(error).__name__}: {error}"}, status=400)
    return JsonResponse({"taken": taken})


def _is_known(connection: Connection, key: str) -> bool:
    found = connection.execute("SELECT 1 FROM object WHERE id = %s", [key]).fetchone()
    return found is not None


def _pay(connection: Connection, told: Body) -> bool:
    if _is_known(connection, told["session"]):
        return False
    created, amount = int(told["created"]), int(told["amount"])
    marks = _marks(told)
    session = _session(told, amount, created, marks)
    intent = new_intent(session, {"description": told["description"], "metadata": marks})
    intent |= {"id": str(told["intent"]), "created": created}
    charge = new_charge(intent, amount=amount, paid=True, name="Người nộp thử", email=None)
    charge["created"] = created
    line = new_balance_transaction(charge, amount=amount, description=charge["description"])
    line |= {"created": created, "available_on": created + TWO_DAYS, "status": "available"}
    intent |= {
        "status": "succeeded",
        "amount_received": amount,
        "latest_charge": charge["id"],
        "payment_method": charge["payment_method"],
    }
    for body in (session, intent, charge, line):
        store.add(connection, body)
    return True


def _session(told: Body, amount: int, created: int, marks: dict[str, str]) -> Body:
    params = {"client_reference_id": marks.get("attempt"), "metadata": marks, "success_url": ""}
    session = new_session(params, amount=amount, currency="vnd", pages="")
    return session | {
        "id": str(told["session"]),
        "created": created,
        "expires_at": created + TWO_DAYS,
        "payment_intent": str(told["intent"]),
        "payment_status": "paid",
        "status": "complete",
        "url": None,
    }


def _give_back(connection: Connection, told: Body) -> bool:
    if _is_known(connection, told["refund"]):
        return False
    created, amount = int(told["created"]), int(told["amount"])
    intent = store.get(connection, "payment_intent", str(told["intent"]))
    charge = store.get(connection, "charge", intent["latest_charge"], lock=True)
    refund = new_refund(charge, amount=amount, params={"metadata": _marks(told)}, pending=False)
    refund |= {"id": str(told["refund"]), "created": created}
    line = new_balance_transaction(refund, amount=-amount, description="REFUND FOR CHARGE")
    line |= {"created": created, "available_on": created, "status": "available"}
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount_captured"]
    store.add(connection, refund)
    store.add(connection, line)
    store.save(connection, charge)
    return True


def _marks(told: Body) -> dict[str, str]:
    return {str(name): str(value) for name, value in dict(told["metadata"]).items()}
