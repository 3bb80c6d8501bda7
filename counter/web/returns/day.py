"""`/counter/returns/day/`: Danh sách trả kết quả of a day, made to be printed and signed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from counter.returns.queries import LISTED, handed_over_on, waiting_at_counter
from counter.web.returns.base import ReturnsPage, day_of
from portal.accounts.web.access import ActorRequest


class ReturnDayView(ReturnsPage):
    """The list of a day; `show=waiting` is the empty one, for those who will sign on paper."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """The page, on screen and on A4."""
        day = day_of(request.GET)
        context: dict[str, Any] = {"day": day, "agency": request.actor.agency}
        if request.GET.get("show") == "waiting":
            context["waiting"] = waiting_at_counter(request.actors)[:LISTED]
        else:
            context["rows"] = handed_over_on(request.actors, day)
        return render(request, "counter/returns/return_day.html", context)
