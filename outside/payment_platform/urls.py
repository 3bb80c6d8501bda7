"""Addresses of the platform."""

from django.urls import URLPattern, URLResolver, path

from outside.payment_platform import endpoints, messages, pages
from outside.payment_platform.faults import FAULTS
from outside.payment_platform.reconciliation import reconcile
from outside.serving.fault_page import fault_addresses

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/init", messages.init),
    path("api/query", messages.query),
    path("api/cancel", messages.cancel),
    path("api/receipt", messages.receipt),
    path("api/reconcile", reconcile),
    path("", pages.index),
    path("pay/<str:key>", pages.page, name="pay"),
    path("pay/<str:key>/<str:deed>", pages.act, name="act"),
    path("platform.css", pages.style),
    *fault_addresses(FAULTS),
    path("_webhook", endpoints.webhook),
    path("health", pages.health),
]
