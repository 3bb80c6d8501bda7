"""Addresses of the sandbox."""

from django.urls import URLPattern, URLResolver, path

from outside.payment_sandbox.api import (
    balance_transactions,
    charges,
    intents,
    refunds,
    sessions,
)
from outside.payment_sandbox.api import events as events_api
from outside.payment_sandbox.api.endpoint import endpoint, unknown
from outside.payment_sandbox.faults import FAULTS
from outside.payment_sandbox.web import endpoints, payer
from outside.payment_sandbox.web import refunds as refund_pages
from outside.payment_sandbox.web.history import history
from outside.serving.fault_page import fault_addresses

V1 = "v1/"
SESSIONS = f"{V1}checkout/sessions"

urlpatterns: list[URLPattern | URLResolver] = [
    path(SESSIONS, endpoint(GET=sessions.index, POST=sessions.create)),
    path(f"{SESSIONS}/<str:key>", endpoint(GET=sessions.retrieve)),
    path(f"{SESSIONS}/<str:key>/expire", endpoint(POST=sessions.expire)),
    path(f"{SESSIONS}/<str:key>/line_items", endpoint(GET=sessions.line_items)),
    path(f"{V1}payment_intents", endpoint(GET=intents.index)),
    path(f"{V1}payment_intents/<str:key>", endpoint(GET=intents.retrieve)),
    path(f"{V1}charges", endpoint(GET=charges.index)),
    path(f"{V1}charges/<str:key>", endpoint(GET=charges.retrieve)),
    path(f"{V1}events", endpoint(GET=events_api.index)),
    path(f"{V1}events/<str:key>", endpoint(GET=events_api.retrieve)),
    path(f"{V1}refunds", endpoint(GET=refunds.index, POST=refunds.create)),
    path(f"{V1}refunds/<str:key>", endpoint(GET=refunds.retrieve)),
    path(f"{V1}balance_transactions", endpoint(GET=balance_transactions.index)),
    path(f"{V1}balance_transactions/<str:key>", endpoint(GET=balance_transactions.retrieve)),
    path("v1/<path:rest>", unknown),
    path("", payer.index),
    path("pay/<str:key>", payer.page, name="pay"),
    path("pay/<str:key>/<str:deed>", payer.act, name="act"),
    path("refunds/<str:key>", refund_pages.page, name="refund"),
    path("_refunds/<str:key>", refund_pages.api),
    path("sandbox.css", payer.style),
    *fault_addresses(FAULTS),
    path("_webhook", endpoints.webhook),
    path("_history", history),
    path("health", payer.health),
]
