"""`/queue/<agency_code>/wall/`: the screen on the wall. Numbers and desks, nothing personal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from counter.models import Ticket
from counter.queue.reads import AT_A_DESK, one_stop_agency, today_of, waiting_by_line
from portal.shared import clock

# By itself, for televisions that run no scripts.
LOOK_AGAIN_SECONDS = 5
NOW, BEFORE = 6, 8


@method_decorator(never_cache, name="dispatch")
class WallView(View):
    """Who is called where now, and who was called last."""

    def get(self, request: HttpRequest, agency_code: str) -> HttpResponse:
        """Who is awaited first, then who is served; the latest call first. It looks again by
        itself every few seconds."""
        agency = one_stop_agency(agency_code)
        called = today_of(agency.pk).filter(called_at__isnull=False).select_related("desk")
        context = {
            "agency": agency,
            "now": called.filter(state__in=AT_A_DESK).order_by("state", "-called_at")[:NOW],
            "last": called.exclude(state__in=AT_A_DESK)
            .exclude(state=Ticket.State.WAITING)
            .order_by("-called_at")[:BEFORE],
            "waiting": sum(waiting_by_line(agency.pk).values()),
            "at": clock.now(),
        }
        response = render(request, "public/queue/wall.html", context)
        response["Refresh"] = str(LOOK_AGAIN_SECONDS)
        return response
