"""The hosted page: pay, be declined, or turn back."""

import time
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render

from outside.payment_sandbox import cashier, faults, store
from outside.payment_sandbox.errors import ApiError
from outside.payment_sandbox.webhooks import deliver_next
from outside.serving.database import transaction
from outside.serving.dropping import drop

STYLE = (Path(__file__).parent.parent / "static" / "sandbox.css").read_bytes()
DEEDS = ("succeed", "decline", "cancel")
LONGEST_WAIT_SECONDS = 20


def page(request: HttpRequest, key: str) -> HttpResponse:
    """What is to be paid, and the three buttons; or why it can no longer be paid."""
    try:
        with transaction() as connection:
            session = cashier.session_now(connection, key)
            items = store.hidden_of(connection, key).get("line_items", [])
    except ApiError:
        return render(request, "unknown.html", status=404)
    return render(request, "pay.html", {"session": session, "items": items})


def act(request: HttpRequest, key: str, deed: str) -> HttpResponse:
    """A button was pressed. After a refusal the payer is sent back too, as if he had then used
    Stripe's way back: the session itself stays open, as Stripe's does."""
    if request.method != "POST" or deed not in DEEDS:
        return HttpResponseNotAllowed(["POST"])
    try:
        with transaction() as connection:
            session = cashier.session_now(connection, key)
            if session["status"] != "open":
                return HttpResponseRedirect(f"/pay/{key}")
            paid = _do(connection, session, deed)
            crash = paid and faults.hits(connection, "crash_after_charge")
            call_first = faults.hits(connection, "callback_before_redirect")
    except ApiError:
        return render(request, "unknown.html", status=404)
    if crash:
        return drop(request)
    if call_first:
        _wait_for_calls(key)
    return HttpResponseRedirect(session["success_url"] if paid else session["cancel_url"])


def _do(connection: Any, session: dict[str, Any], deed: str) -> bool:
    if deed == "succeed":
        return cashier.pay(connection, session)
    if deed == "decline":
        cashier.refuse(connection, session)
    return False


def _wait_for_calls(session_id: str) -> None:
    """Until the portal has heard of everything that happened with the session."""
    until = time.monotonic() + LONGEST_WAIT_SECONDS
    while time.monotonic() < until:
        with transaction() as connection:
            waiting = connection.execute(
                "SELECT 1 FROM delivery JOIN object ON object.id = delivery.event_id"
                " WHERE NOT delivery.done AND delivery.tries = 0"
                " AND object.body #>> '{data,object,id}' = %s LIMIT 1",
                [session_id],
            ).fetchone()
        if waiting is None:
            return
        if not deliver_next():
            time.sleep(0.05)


def index(request: HttpRequest) -> HttpResponse:
    """The latest sessions and refunds, and the way to the faults."""
    with transaction() as connection:
        sessions, _ = store.page(connection, "checkout.session", equal={}, limit=50)
        refunds, _ = store.page(connection, "refund", equal={}, limit=50)
    return render(request, "index.html", {"sessions": sessions, "refunds": refunds})


def style(request: HttpRequest) -> HttpResponse:
    """The one style sheet."""
    return HttpResponse(STYLE, content_type="text/css")


def health(request: HttpRequest) -> HttpResponse:
    """Up, with its database."""
    with transaction() as connection:
        connection.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
