"""`/counter/queue/`: the desk, the client, the line; every button is a POST that comes back."""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar, Protocol

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counter.actions.call_again import call_again
from counter.actions.call_next import ExplanationOwed, call_next, call_ticket
from counter.actions.end_ticket import end_ticket
from counter.actions.leave import leave
from counter.actions.no_show import come_back, no_show
from counter.actions.serve import serve
from counter.actions.take_ticket import take_ticket
from counter.models import Ticket
from counter.queries import clerks_among
from counter.queue.reads import owed_by, ticket_for
from counter.web.queue.base import QueuePage
from counter.web.queue.page import queue_context
from portal.accounts.actor import Actor
from portal.accounts.web.access import ActorRequest
from portal.shared.errors import Refusal


class QueueView(QueuePage):
    """The page."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """As it is now; a script asks for it again while it is looked at."""
        return render(request, "counter/queue/queue.html", queue_context(request.actor))


class CallNextView(QueuePage):
    """POST: call whoever is next, of one line alone with `line`."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """Back from sign-in: nobody was called."""
        return redirect("counter:queue")

    def post(self, request: ActorRequest) -> HttpResponse:
        """Call."""
        line = request.POST.get("line", "")
        return done_or_told(
            request,
            lambda: call_next(
                actor=request.actor, line=line if line in Ticket.Purpose.values else ""
            ),
            _("Đã gọi số %(ticket)s."),
        )


class TicketTakeView(QueuePage):
    """POST: the clerk gives somebody a number, first in line with `is_priority`."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """Back from sign-in."""
        return redirect("counter:queue")

    def post(self, request: ActorRequest) -> HttpResponse:
        """Give it, and say which."""
        assert request.actor.agency is not None, "clerks have an agency"
        try:
            ticket = take_ticket(
                actor=request.actor,
                agency=request.actor.agency,
                purpose=request.POST.get("purpose", ""),
                is_priority=bool(request.POST.get("is_priority")),
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("counter:queue")
        if request.POST.get("then") == "print":
            return redirect("counter:ticket_slip", key=ticket.key)
        messages.success(request, _("Đã cấp số %(ticket)s.") % {"ticket": ticket.label})
        return redirect("counter:queue")


class Step(Protocol):
    """An action on one ticket."""

    def __call__(self, *, actor: Actor, key: uuid.UUID) -> Ticket: ...


class TicketStepView(QueuePage):
    """POST: one step of a ticket. Set `step` and `told` ("" says nothing: the page shows it)."""

    step: ClassVar[Step]
    told: ClassVar[Any] = ""

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """Back from sign-in, or typed by hand: nothing was done."""
        return redirect("counter:queue")

    def post(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """Do it where the ticket is."""
        actor, _ticket = ticket_for(clerks_among(request.actors), key)
        deed = type(self).step
        return done_or_told(request, lambda: deed(actor=actor, key=key), str(self.told))


class CallTicketView(TicketStepView):
    """Call this number, out of turn."""

    step = staticmethod(call_ticket)
    told = gettext_lazy("Đã gọi số %(ticket)s.")


class CallAgainView(TicketStepView):
    """Call it again."""

    step = staticmethod(call_again)
    told = gettext_lazy("Đã gọi lại số %(ticket)s.")


class ServeView(TicketStepView):
    """The client is here."""

    step = staticmethod(serve)


class NoShowView(TicketStepView):
    """The client is not here."""

    step = staticmethod(no_show)
    told = gettext_lazy("Số %(ticket)s vắng mặt.")


class ComeBackView(TicketStepView):
    """Somebody who was absent is here after all."""

    step = staticmethod(come_back)
    told = gettext_lazy("Số %(ticket)s đã trở lại hàng chờ.")


class LeaveView(TicketStepView):
    """Somebody gives the number back at the desk."""

    step = staticmethod(leave)
    told = gettext_lazy("Đã hủy số %(ticket)s.")

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """The question first: it cannot be taken back."""
        _actor, ticket = ticket_for(clerks_among(request.actors), key)
        if ticket.state != Ticket.State.WAITING:
            return redirect("counter:queue")
        return render(request, "counter/queue/leave.html", {"ticket": ticket})


class EndView(TicketStepView):
    """The client is served; after 15 minutes the way leads to the explanation."""

    step = staticmethod(end_ticket)
    told = gettext_lazy("Đã kết thúc số %(ticket)s.")

    def post(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """End it."""
        answer = super().post(request, key)
        owed = owed_by(request.actor)
        return redirect("counter:queue_explanation", number=owed.pk) if owed else answer


def done_or_told(request: ActorRequest, deed: Callable[[], Ticket], told: str) -> HttpResponse:
    """Do it and come back to the queue with the words, or with why not; to the explanation when
    that is what is missing."""
    try:
        ticket = deed()
    except ExplanationOwed as refusal:
        messages.error(request, str(refusal))
        return redirect(reverse("counter:queue_explanations"))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        if told:
            messages.success(request, told % {"ticket": ticket.label})
    return redirect("counter:queue")
