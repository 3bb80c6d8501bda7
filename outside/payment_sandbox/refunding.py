"""What becomes of a refund at the bank."""

from typing import Any

from outside.payment_sandbox import store
from outside.payment_sandbox.errors import ApiError
from outside.payment_sandbox.events import happened
from outside.payment_sandbox.objects.balance_transaction import new_balance_transaction
from outside.payment_sandbox.objects.refund import new_failure
from outside.serving.database import Connection

Body = dict[str, Any]
ENDS = ("succeeded", "failed")


def begin(connection: Connection, charge: Body, refund: Body, cause: Body) -> None:
    """The money leaves the account; the charge is locked."""
    store.add(connection, refund)
    about = f"REFUND FOR CHARGE ({charge['description'] or ''})"
    movement = new_balance_transaction(refund, amount=-refund["amount"], description=about)
    store.add(connection, movement)
    _count(connection, charge, refund["amount"])
    happened(connection, "refund.created", refund, cause)
    happened(connection, "charge.refunded", charge, cause)


def end(connection: Connection, key: str, status: str) -> Body:
    """The bank has had its say about a pending refund. Raises ApiError for one that has ended."""
    refund = store.get(connection, "refund", key, lock=True)
    if refund["status"] != "pending" or status not in ENDS:
        raise ApiError(f"The refund {key} is {refund['status']}.")
    if status == "failed":
        fail(connection, refund)
        return refund
    refund["status"] = status
    store.save(connection, refund)
    happened(connection, "refund.updated", refund)
    return refund


def fail(connection: Connection, refund: Body) -> None:
    """The bank sends it back: the money is in the account again."""
    refund.update(new_failure())
    store.save(connection, refund)
    about = f"REFUND FAILURE ({refund['id']})"
    movement = new_balance_transaction(
        refund,
        amount=refund["amount"],
        description=about,
        key=refund["failure_balance_transaction"],
        kind="refund_failure",
    )
    store.add(connection, movement)
    charge = store.get(connection, "charge", refund["charge"], lock=True)
    _count(connection, charge, -refund["amount"])
    happened(connection, "refund.updated", refund)
    happened(connection, "refund.failed", refund)


def _count(connection: Connection, charge: Body, amount: int) -> None:
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount_captured"]
    store.save(connection, charge)
