"""Addresses of refunds, of the counter and of the desk."""

from django.urls import path

from payments.web.staff.refunds.counter import (
    CounterRefundsView,
    CounterRefundView,
    RefundCashView,
    RefundTransferView,
)
from payments.web.staff.refunds.desk import (
    DeskRefundsView,
    DeskRefundView,
    RefundApproveView,
    RefundRejectView,
)
from payments.web.staff.refunds.request import RefundNewView

urlpatterns = [
    path("counter/refunds/", CounterRefundsView.as_view(), name="counter_refunds"),
    path("counter/refunds/new/", RefundNewView.as_view(), name="refund_new"),
    path("counter/refunds/<uuid:key>/", CounterRefundView.as_view(), name="counter_refund"),
    path(
        "counter/refunds/<uuid:key>/transfer/",
        RefundTransferView.as_view(),
        name="refund_transfer",
    ),
    path("counter/refunds/<uuid:key>/cash/", RefundCashView.as_view(), name="refund_cash"),
    path("desk/refunds/", DeskRefundsView.as_view(), name="desk_refunds"),
    path("desk/refunds/<uuid:key>/", DeskRefundView.as_view(), name="desk_refund"),
    path("desk/refunds/<uuid:key>/approve/", RefundApproveView.as_view(), name="refund_approve"),
    path("desk/refunds/<uuid:key>/reject/", RefundRejectView.as_view(), name="refund_reject"),
]
