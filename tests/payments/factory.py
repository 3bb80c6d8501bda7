"""Obligations for tests, and callers of the webhook."""

import itertools
import json
from contextlib import suppress
from typing import Any

from django.test import Client

from outside.payment_sandbox.webhooks import signature
from payments.actions.follow_event import follow_event
from payments.actions.open_cash_day import open_cash_day
from payments.actions.open_obligation import open_obligation
from payments.models import LedgerEntry, Obligation, PaymentAttempt, ProviderEvent
from payments.providers.errors import ProviderUnavailable
from portal.accounts.actor import Actor
from portal.accounts.models import Citizen
from portal.accounts.roles import Role
from portal.agencies.models import Agency
from portal.shared import clock
from tests.payments.sandbox import WEBHOOK_SECRET
from tests.world import justice_department, make_staff, one_stop_centre

_numbers = itertools.count(1)


def make_obligation(
    payer: Citizen | None,
    *,
    amount_vnd: int = 100_000,
    subject: str = "",
    agency: Agency | None = None,
    counter: Agency | None = None,
) -> Obligation:
    """Half of the fee for a criminal record, due; the justice department's, taken at the
    one-stop centre."""
    number = next(_numbers)
    return open_obligation(
        subject=subject or f"thing:{number}",
        agency_id=(agency or justice_department()).pk,
        counter_id=(counter or one_stop_centre()).pk,
        reference=f"H47.15-261122-{number:05}",
        description="Cấp phiếu lý lịch tư pháp",
        payer_address="Thôn Hà Quang, xã Tam Tiến",
        payer_id=payer.pk if payer else None,
        payer_name="Nguyễn Thị Trà",
        payer_email="tra@motcua.example",
        lines=[
            {"name": "Phí cấp phiếu lý lịch tư pháp", "amount_vnd": amount_vnd * 2},
            {"name": "Giảm 50% khi nộp trực tuyến", "amount_vnd": -amount_vnd},
        ],
        amount_vnd=amount_vnd,
    )


def make_teller(float_vnd: int = 0) -> Actor:
    """A clerk of the one-stop centre whose till is open."""
    clerk = make_staff(
        Role.CLERK, one_stop_centre(), email=f"teller{next(_numbers)}@motcua.example"
    )
    open_cash_day(actor=clerk.actor, float_vnd=float_vnd)
    return clerk.actor


def call_webhook(client: Client, event: dict[str, Any], *, secret: str = WEBHOOK_SECRET) -> Any:
    """Deliver an event as Stripe does; returns the response."""
    body = json.dumps(event)
    return client.post(
        "/payments/stripe/webhook/",
        body,
        content_type="application/json",
        headers={"Stripe-Signature": signature(body, secret, int(clock.now().timestamp()))},
    )


def follow_inbox() -> list[str]:
    """Do the jobs of all events that wait; returns what came of each. A provider that is silent
    leaves the event waiting."""
    outcomes = []
    for event in ProviderEvent.objects.filter(processed_at__isnull=True).order_by("pk"):
        with suppress(ProviderUnavailable):
            outcomes.append(follow_event(event=event).outcome)
    return outcomes


def fresh(attempt: PaymentAttempt) -> PaymentAttempt:
    """The attempt as it is in the database now."""
    return PaymentAttempt.objects.select_related("obligation").get(pk=attempt.pk)


def books() -> dict[str, int]:
    """The sum of each account."""
    sums: dict[str, int] = {}
    for entry in LedgerEntry.objects.all():
        sums[entry.account] = sums.get(entry.account, 0) + entry.amount_vnd
    return sums
