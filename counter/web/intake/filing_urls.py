"""Addresses of what follows the papers: signing and filing, the fee, the slip."""

from django.urls import path

from counter.web.intake.pay import IntakeCashView, IntakePayView
from counter.web.intake.sign import IntakeSignView
from counter.web.intake.slip import IntakeClaimCodeView, IntakeSlipView

_INTAKE = "counter/intake/<uuid:intake>/"

urlpatterns = [
    path(f"{_INTAKE}sign/", IntakeSignView.as_view(), name="intake_sign"),
    path(f"{_INTAKE}pay/", IntakePayView.as_view(), name="intake_pay"),
    path(f"{_INTAKE}pay/cash/", IntakeCashView.as_view(), name="intake_cash"),
    path(f"{_INTAKE}slip/", IntakeSlipView.as_view(), name="intake_slip"),
    path(f"{_INTAKE}slip/claim-code/", IntakeClaimCodeView.as_view(), name="intake_claim_code"),
]
