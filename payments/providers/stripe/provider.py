"""Stripe behind the port."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from payments.providers.base import (
    Checkout,
    EventPage,
    Movement,
    Notice,
    Order,
    RefundOrder,
    RefundReport,
    Report,
)
from payments.providers.errors import ProviderRefused
from payments.providers.outside import forbid_transaction
from payments.providers.stripe.client import client
from payments.providers.stripe.errors import in_our_words
from payments.providers.stripe.events import events_after
from payments.providers.stripe.movements import movements_of
from payments.providers.stripe.notice import read_notice
from payments.providers.stripe.order import as_params
from payments.providers.stripe.refund import look_up_refund, refund
from payments.providers.stripe.report import as_report


class StripeProvider:
    """Card payments on Stripe's hosted page."""

    code = "stripe"
    can_refund = True
    has_events = True

    @property
    def label(self) -> str:
        """What the citizen chooses."""
        return _("Thẻ ngân hàng")

    @property
    def is_configured(self) -> bool:
        """Needs the secret key and the webhook's secret."""
        return bool(settings.STRIPE_SECRET_KEY and settings.STRIPE_WEBHOOK_SECRET)

    @property
    def minimum_vnd(self) -> int:
        """Stripe refuses amounts worth less than about 0.5 USD on the day; the setting holds a
        round figure somewhat above, so that a change of the rate refuses nobody half-way."""
        return int(settings.STRIPE_MINIMUM_VND)

    def open_checkout(self, order: Order) -> Checkout:
        """`POST /v1/checkout/sessions` under the attempt's idempotency key."""
        forbid_transaction()
        with in_our_words():
            session = client().v1.checkout.sessions.create(
                as_params(order),  # type: ignore[arg-type]
                {"idempotency_key": order.idempotency_key},
            )
        return Checkout(reference=session.id, redirect_url=session.url or "")

    def look_up(self, reference: str) -> Report:
        """`GET /v1/checkout/sessions/<id>` with the payment intent."""
        forbid_transaction()
        with in_our_words():
            session = client().v1.checkout.sessions.retrieve(
                reference, {"expand": ["payment_intent"]}
            )
        return as_report(session)

    def close(self, reference: str) -> Report:
        """Expire the session. Stripe refuses that for one that is no longer open; what it is
        instead is asked then."""
        forbid_transaction()
        with suppress(ProviderRefused), in_our_words():
            client().v1.checkout.sessions.expire(reference)
        return self.look_up(reference)

    def refund(self, order: RefundOrder) -> RefundReport:
        """`POST /v1/refunds` under the refund's idempotency key; found again when repeated."""
        forbid_transaction()
        return refund(order)

    def look_up_refund(self, reference: str) -> RefundReport:
        """`GET /v1/refunds/<id>`"""
        forbid_transaction()
        return look_up_refund(reference)

    def movements_of(self, day: date) -> Iterable[Movement]:
        """See payments.providers.stripe.movements."""
        forbid_transaction()
        return movements_of(day)

    def read_notice(self, body: bytes, headers: Mapping[str, str]) -> Notice:
        """See payments.providers.stripe.notice."""
        return read_notice(body, headers)

    def events_after(self, position: str) -> EventPage:
        """`GET /v1/events`; see payments.providers.stripe.events."""
        forbid_transaction()
        return events_after(position)
