"""Refunds of the world that the table is asked in."""

from typing import Any

from dossiers.models import Dossier
from payments.actions.approve_refund import approve_refund
from payments.actions.request_refund import request_refund
from payments.actions.take_refund_report import leave_refund_to_hand
from payments.models import PaymentAttempt, Refund
from tests.world import Person


def make_refunds(dossiers: dict[str, Dossier], clerk: Person, leader: Person) -> dict[str, Any]:
    """One that waits for the leader, one left to hand, and a payment of which none is asked."""
    waiting = _requested(dossiers["completed"], clerk)
    by_hand = _requested(dossiers["proposed"], clerk)
    approve_refund(actor=leader.actor, refund=by_hand)
    leave_refund_to_hand(refund=by_hand, problem="declined")
    return {
        "refund_requested": waiting.key,
        "refund_by_hand": by_hand.key,
        "paid_attempt": str(_paid(dossiers["received"]).key),
    }


def _requested(dossier: Dossier, clerk: Person) -> Refund:
    return request_refund(
        actor=clerk.actor, attempt=_paid(dossier), amount_vnd=50_000, reason="Thu thừa."
    )


def _paid(dossier: Dossier) -> PaymentAttempt:
    return PaymentAttempt.objects.get(obligation__subject=dossier.subject, state="settled")
