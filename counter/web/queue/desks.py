"""`/counter/queue/desks/`: which desk is whose; take one, leave it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from counter.actions.leave_desk import leave_desk
from counter.actions.take_desk import take_desk
from counter.models import Desk
from counter.queries import clerks_among
from counter.queue.days import start_of_today
from counter.queue.reads import agency_of, own_desk
from counter.web.queue.base import QueuePage
from portal.accounts.web.access import ActorRequest
from portal.shared.errors import Refusal


class DesksView(QueuePage):
    """The desks of the agencies that the person is clerk of."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """The list; who took a desk on an earlier day has left it."""
        agencies = [agency_of(actor) for actor in clerks_among(request.actors)]
        desks = Desk.objects.filter(agency_id__in=agencies, is_active=True)
        present = start_of_today()
        context = {
            "rows": [
                {"desk": desk, "is_taken": desk.taken_at is not None and desk.taken_at >= present}
                for desk in desks.select_related("agency", "clerk")
            ],
            "own": own_desk(request.actor),
            "several_agencies": len(agencies) > 1,
        }
        return render(request, "counter/queue/desks.html", context)


class DeskTakeView(QueuePage):
    """POST: sit down."""

    def get(self, request: ActorRequest, number: int) -> HttpResponse:
        """Back from sign-in."""
        return redirect("counter:queue_desks")

    def post(self, request: ActorRequest, number: int) -> HttpResponse:
        """On to the queue."""
        agency_id = Desk.objects.filter(pk=number).values_list("agency_id", flat=True).first()
        mine = [each for each in clerks_among(request.actors) if each.agency_id == agency_id]
        if not mine:
            raise Http404
        try:
            desk = take_desk(actor=mine[0], desk_id=number)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("counter:queue_desks")
        messages.success(request, _("Bạn đã nhận %(desk)s.") % {"desk": desk.label})
        return redirect("counter:queue")


class DeskLeaveView(QueuePage):
    """POST: stand up."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """Back from sign-in."""
        return redirect("counter:queue_desks")

    def post(self, request: ActorRequest) -> HttpResponse:
        """On to the desks."""
        try:
            leave_desk(actor=request.actor)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("counter:queue")
        messages.success(request, _("Bạn đã rời bàn."))
        return redirect("counter:queue_desks")
