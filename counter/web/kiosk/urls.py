"""Addresses for people who wait. An agency's code has dots, so it is any text without a slash."""

from django.urls import path

from counter.web.kiosk.kiosk import KioskView, TicketSlipView
from counter.web.kiosk.ticket import TicketComeBackView, TicketLeaveView, TicketView
from counter.web.kiosk.wall import WallView

_TICKET = "queue/tickets/<uuid:key>/"

urlpatterns = [
    path(_TICKET, TicketView.as_view(), name="ticket"),
    path(f"{_TICKET}slip/", TicketSlipView.as_view(), name="ticket_slip"),
    path(f"{_TICKET}leave/", TicketLeaveView.as_view(), name="ticket_leave"),
    path(f"{_TICKET}back/", TicketComeBackView.as_view(), name="ticket_come_back"),
    path("queue/<str:agency_code>/", KioskView.as_view(), name="kiosk"),
    path("queue/<str:agency_code>/wall/", WallView.as_view(), name="wall"),
]
