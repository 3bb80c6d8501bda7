"""What a provider is asked for, built only from rows that never change."""

from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from payments.models import PaymentAttempt
from payments.providers.base import Line, Order
from portal.agencies.naming import name_at


def order_of(attempt: PaymentAttempt) -> Order:
    """The same attempt always gives the same order (see Order)."""
    obligation = attempt.obligation
    back = urljoin(settings.PUBLIC_URL, reverse("payments:attempt_return", args=[attempt.key]))
    return Order(
        attempt_key=str(attempt.key),
        idempotency_key=attempt.idempotency_key,
        subject=obligation.subject,
        description=obligation.description,
        lines=tuple(
            Line(name=str(line["name"]), amount_vnd=int(line["amount_vnd"]))
            for line in obligation.lines
        ),
        amount_vnd=attempt.amount_vnd,
        payer_name=obligation.payer_name,
        payer_address=obligation.payer_address,
        payer_email=obligation.payer_email,
        reference=obligation.reference,
        payee_code=obligation.agency.code,
        payee_name=name_at(obligation.agency, attempt.created_at),
        success_url=f"{back}?paid=1",
        cancel_url=f"{back}?cancelled=1",
        placed_at=attempt.created_at,
        expires_at=attempt.expires_at,
    )
