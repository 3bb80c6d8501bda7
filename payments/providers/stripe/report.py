"""A Checkout Session as a report."""

import stripe

from payments.providers.base import Report, Standing


def as_report(session: stripe.checkout.Session) -> Report:
    """How the session stands; it must have been read with its payment intent expanded.

    A session that is complete but not paid (a bank transfer under way) is still open to us.
    """
    intent = session.payment_intent
    intent = intent if isinstance(intent, stripe.PaymentIntent) else None
    standing = _standing(session)
    return Report(
        reference=session.id,
        attempt_key=session.client_reference_id or "",
        standing=standing,
        declined=standing != Standing.PAID and bool(intent and intent.last_payment_error),
        amount=_amount(session, intent),
        currency=(intent.currency if intent else session.currency) or "",
        payment_reference=intent.id if intent else "",
    )


def _standing(session: stripe.checkout.Session) -> Standing:
    if session.payment_status == "paid":
        return Standing.PAID
    return Standing.CLOSED if session.status == "expired" else Standing.OPEN


def _amount(session: stripe.checkout.Session, intent: stripe.PaymentIntent | None) -> int:
    """What was really received where there is an intent: that is the money."""
    if intent and session.payment_status == "paid":
        return intent.amount_received
    return session.amount_total or 0
