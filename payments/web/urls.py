"""Addresses of payments."""

from django.urls import path

from payments.web import health
from payments.web.guest import GuestPayView
from payments.web.payer import AttemptReturnView, AttemptStartView, ObligationDetailView
from payments.web.receipts import MyReceiptView, ReceiptCheckView
from payments.web.staff import cash_urls
from payments.web.staff.receipt_books import ReceiptBooksView, ReceiptBookView
from payments.web.staff.receipts import CounterReceiptsView, ReceiptCancelView, ReceiptPdfView
from payments.web.staff.reconciliation import urls as reconciliation_urls
from payments.web.staff.refunds import urls as refund_urls
from payments.web.staff.waiting import (
    WaitingAttemptCheckView,
    WaitingAttemptView,
    WaitingEventView,
    WaitingListView,
)
from payments.web.webhook import webhook

app_name = "payments"

urlpatterns = [
    *cash_urls.urlpatterns,
    path("me/payments/<uuid:key>/", ObligationDetailView.as_view(), name="obligation_detail"),
    path("me/payments/<uuid:key>/start/", AttemptStartView.as_view(), name="attempt_start"),
    path("me/payments/<uuid:key>/return/", AttemptReturnView.as_view(), name="attempt_return"),
    path("pay/<str:token>/", GuestPayView.as_view(), name="guest_pay"),
    path("me/payments/receipts/<uuid:key>/", MyReceiptView.as_view(), name="my_receipt_pdf"),
    path("receipts/<uuid:key>/", ReceiptPdfView.as_view(), name="receipt_pdf"),
    path("receipts/<uuid:key>/check/", ReceiptCheckView.as_view(), name="receipt_check"),
    path("counter/receipts/", CounterReceiptsView.as_view(), name="counter_receipts"),
    path("counter/receipts/<uuid:key>/cancel/", ReceiptCancelView.as_view(), name="receipt_cancel"),
    path("manage/receipts/", ReceiptBooksView.as_view(), name="receipt_books"),
    path("manage/receipts/<int:book>/", ReceiptBookView.as_view(), name="receipt_book"),
    path("manage/payments/", WaitingListView.as_view(), name="waiting_list"),
    path(
        "manage/payments/attempts/<uuid:key>/", WaitingAttemptView.as_view(), name="waiting_attempt"
    ),
    path(
        "manage/payments/attempts/<uuid:key>/check/",
        WaitingAttemptCheckView.as_view(),
        name="waiting_attempt_check",
    ),
    path("manage/payments/events/<int:number>/", WaitingEventView.as_view(), name="waiting_event"),
    path("health/payments", health.payments, name="health_payments"),
    *refund_urls.urlpatterns,
    *reconciliation_urls.urlpatterns,
    path("payments/<slug:provider>/webhook/", webhook, name="webhook"),
]
