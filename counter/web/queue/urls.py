"""Addresses of the clerk's queue."""

from django.urls import path

from counter.web.queue import views
from counter.web.queue.desks import DeskLeaveView, DesksView, DeskTakeView
from counter.web.queue.explanations import ExplanationsView, ExplanationView
from counter.web.queue.figures import FiguresView
from counter.web.queue.transfer import TransferView

_QUEUE = "counter/queue/"
_TICKET = f"{_QUEUE}tickets/<uuid:key>/"

urlpatterns = [
    path(_QUEUE, views.QueueView.as_view(), name="queue"),
    path(f"{_QUEUE}call/", views.CallNextView.as_view(), name="queue_call_next"),
    path(f"{_QUEUE}take/", views.TicketTakeView.as_view(), name="queue_take_ticket"),
    path(f"{_TICKET}call/", views.CallTicketView.as_view(), name="queue_call_ticket"),
    path(f"{_TICKET}again/", views.CallAgainView.as_view(), name="queue_call_again"),
    path(f"{_TICKET}serve/", views.ServeView.as_view(), name="queue_serve"),
    path(f"{_TICKET}end/", views.EndView.as_view(), name="queue_end"),
    path(f"{_TICKET}no-show/", views.NoShowView.as_view(), name="queue_no_show"),
    path(f"{_TICKET}back/", views.ComeBackView.as_view(), name="queue_come_back"),
    path(f"{_TICKET}leave/", views.LeaveView.as_view(), name="queue_leave"),
    path(f"{_TICKET}transfer/", TransferView.as_view(), name="queue_transfer"),
    path(f"{_QUEUE}desks/", DesksView.as_view(), name="queue_desks"),
    path(f"{_QUEUE}desks/<int:number>/take/", DeskTakeView.as_view(), name="queue_take_desk"),
    path(f"{_QUEUE}desks/leave/", DeskLeaveView.as_view(), name="queue_leave_desk"),
    path(f"{_QUEUE}explanations/", ExplanationsView.as_view(), name="queue_explanations"),
    path(
        f"{_QUEUE}explanations/<int:number>/", ExplanationView.as_view(), name="queue_explanation"
    ),
    path(f"{_QUEUE}figures/", FiguresView.as_view(), name="queue_figures"),
]
