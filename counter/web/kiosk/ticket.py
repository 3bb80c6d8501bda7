"""`/queue/tickets/<uuid>/`: a person's own number, on the phone. Whoever has the address holds it;
nothing personal is on it.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from counter.actions.leave import leave
from counter.actions.no_show import come_back
from counter.models import Ticket
from counter.queue.reads import before, forecast_of, has_come_back, ticket_of
from counter.web.queue.words import forecast_words
from portal.shared import clock
from portal.shared.errors import Refusal


@method_decorator(never_cache, name="dispatch")
class TicketView(View):
    """Where the number stands."""

    def get(self, request: HttpRequest, key: uuid.UUID) -> HttpResponse:
        """As it is now; the page looks again by itself."""
        return render(request, "public/queue/ticket.html", _context(ticket_of(key)))


@method_decorator(never_cache, name="dispatch")
class TicketLeaveView(View):
    """Give the number back: a question first, as it cannot be taken back."""

    def get(self, request: HttpRequest, key: uuid.UUID) -> HttpResponse:
        """The question."""
        ticket = ticket_of(key)
        if ticket.state != Ticket.State.WAITING:
            return redirect("counter:ticket", key=key)
        return render(request, "public/queue/leave.html", {"ticket": ticket})

    def post(self, request: HttpRequest, key: uuid.UUID) -> HttpResponse:
        """Give it back."""
        try:
            leave(actor=None, key=key)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Đã hủy số của bạn. Cảm ơn bạn đã báo."))
        return redirect("counter:ticket", key=key)


@method_decorator(never_cache, name="dispatch")
class TicketComeBackView(View):
    """POST: I was not there when I was called, and now I am."""

    def get(self, request: HttpRequest, key: uuid.UUID) -> HttpResponse:
        """Nothing to show here."""
        return redirect("counter:ticket", key=ticket_of(key).key)

    def post(self, request: HttpRequest, key: uuid.UUID) -> HttpResponse:
        """Into the line again, at its end."""
        try:
            come_back(actor=None, key=key)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Bạn đã trở lại hàng chờ, ở cuối hàng."))
        return redirect("counter:ticket", key=key)


def _context(ticket: Ticket) -> dict[str, Any]:
    is_today = ticket.day == clock.today()
    is_waiting = is_today and ticket.state == Ticket.State.WAITING
    ahead = before(ticket) if is_waiting else {}
    return {
        "ticket": ticket,
        "is_today": is_today,
        "is_waiting": is_waiting,
        "before": sum(ahead.values()),
        "forecast": forecast_words(forecast_of(ticket, ahead)) if is_waiting else "",
        "may_come_back": is_today
        and ticket.state == Ticket.State.NO_SHOW
        and not has_come_back(ticket),
    }
