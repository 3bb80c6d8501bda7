"""What the payer does on the hosted page, and what time does to a session."""

from typing import Any

from outside.payment_sandbox import faults, store
from outside.payment_sandbox.events import happened
from outside.payment_sandbox.identifiers import now
from outside.payment_sandbox.objects.balance_transaction import new_balance_transaction
from outside.payment_sandbox.objects.charge import new_charge
from outside.payment_sandbox.objects.intent import card_declined, new_intent
from outside.serving.database import Connection

Body = dict[str, Any]
# Checkout asks the payer for an address when it was told none.
TYPED_EMAIL = "nguoi.nop@motcua.example"


def session_now(connection: Connection, key: str) -> Body:
    """The session, its row locked, expired if its time is over."""
    session = store.get(connection, "checkout.session", key, lock=True)
    if session["status"] == "open" and session["expires_at"] <= now():
        expire(connection, session)
    return session


def expire(connection: Connection, session: Body, request: Body | None = None) -> None:
    """Nobody can pay it any more."""
    session.update(status="expired", url=None)
    store.save(connection, session)
    happened(connection, "checkout.session.expired", session, request)


def expire_overdue(connection: Connection) -> None:
    """Sessions whose time is over and at which nobody looks."""
    overdue = connection.execute(
        "SELECT id FROM object WHERE kind = 'checkout.session' AND body ->> 'status' = 'open'"
        " AND (body ->> 'expires_at')::bigint <= %s ORDER BY seq LIMIT 100",
        [now()],
    ).fetchall()
    for row in overdue:
        session_now(connection, row["id"])


def pay(connection: Connection, session: Body) -> bool:
    """Charge the test card; False when the bank refuses. The session is open and locked."""
    if faults.hits(connection, "decline"):
        refuse(connection, session)
        return False
    intent = _intent_of(connection, session)
    amount = session["amount_total"] + (faults.take(connection, "amount_changed") or 0)
    charge = _charge(connection, session, intent, amount=amount, paid=True)
    store.add(
        connection,
        new_balance_transaction(charge, amount=amount, description=charge["description"]),
    )
    intent.update(
        status="succeeded",
        amount=amount,
        amount_received=amount,
        last_payment_error=None,
        latest_charge=charge["id"],
        payment_method=charge["payment_method"],
    )
    store.save(connection, intent)
    session.update(
        status="complete",
        payment_status="paid",
        payment_intent=intent["id"],
        url=None,
        amount_total=amount,
        amount_subtotal=amount,
        customer_details=_customer(session),
    )
    store.save(connection, session)
    happened(connection, "charge.succeeded", charge)
    happened(connection, "payment_intent.succeeded", intent)
    happened(connection, "checkout.session.completed", session)
    return True


def refuse(connection: Connection, session: Body) -> None:
    """The bank refuses; the session stays open, as Stripe's page does."""
    intent = _intent_of(connection, session)
    charge = _charge(connection, session, intent, amount=session["amount_total"], paid=False)
    intent.update(last_payment_error=card_declined(charge["id"]), latest_charge=charge["id"])
    store.save(connection, intent)
    session["payment_intent"] = intent["id"]
    store.save(connection, session)
    happened(connection, "charge.failed", charge)
    happened(connection, "payment_intent.payment_failed", intent)


def _intent_of(connection: Connection, session: Body) -> Body:
    if session["payment_intent"]:
        return store.get(connection, "payment_intent", session["payment_intent"], lock=True)
    intent = new_intent(session, store.hidden_of(connection, session["id"]))
    store.add(connection, intent)
    happened(connection, "payment_intent.created", intent)
    return intent


def _charge(
    connection: Connection, session: Body, intent: Body, *, amount: int, paid: bool
) -> Body:
    email = session["customer_email"] or TYPED_EMAIL
    charge = new_charge(intent, amount=amount, paid=paid, name="Người nộp thử", email=email)
    store.add(connection, charge)
    return charge


def _customer(session: Body) -> Body:
    return {
        "address": {
            "city": None,
            "country": "VN",
            "line1": None,
            "line2": None,
            "postal_code": None,
            "state": None,
        },
        "business_name": None,
        "email": session["customer_email"] or TYPED_EMAIL,
        "individual_name": None,
        "name": "Người nộp thử",
        "phone": None,
        "tax_exempt": "none",
        "tax_ids": [],
    }
