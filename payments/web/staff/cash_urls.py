"""Addresses of tills."""

from django.urls import path

from payments.web.staff.cash import (
    CashDayCloseView,
    CashDayDetailView,
    CashDayListView,
    CashReceiptView,
    CashReverseView,
    CashTodayView,
)
from payments.web.staff.cash_desk import CashDaySignOffView, DeskCashDayView, DeskCashListView

_COUNTER, _DESK = "counter/cash/", "desk/cash/"

urlpatterns = [
    path(_COUNTER, CashTodayView.as_view(), name="cash_today"),
    path(f"{_COUNTER}days/", CashDayListView.as_view(), name="cash_day_list"),
    path(f"{_COUNTER}<uuid:key>/", CashDayDetailView.as_view(), name="cash_day_detail"),
    path(f"{_COUNTER}<uuid:key>/close/", CashDayCloseView.as_view(), name="cash_day_close"),
    path(f"{_COUNTER}receipts/<uuid:key>/", CashReceiptView.as_view(), name="cash_receipt"),
    path(f"{_COUNTER}receipts/<uuid:key>/reverse/", CashReverseView.as_view(), name="cash_reverse"),
    path(_DESK, DeskCashListView.as_view(), name="desk_cash_list"),
    path(f"{_DESK}<uuid:key>/", DeskCashDayView.as_view(), name="desk_cash_day"),
    path(f"{_DESK}<uuid:key>/sign-off/", CashDaySignOffView.as_view(), name="cash_day_sign_off"),
]
