"""Addresses of payments."""

from django.urls import path

from payments.web.payer import AttemptReturnView, AttemptStartView, ObligationDetailView
from payments.web.webhook import webhook

app_name = "payments"

urlpatterns = [
    path("me/payments/<uuid:key>/", ObligationDetailView.as_view(), name="obligation_detail"),
    path("me/payments/<uuid:key>/start/", AttemptStartView.as_view(), name="attempt_start"),
    path("me/payments/<uuid:key>/return/", AttemptReturnView.as_view(), name="attempt_return"),
    path("payments/<slug:provider>/webhook/", webhook, name="webhook"),
]
