"""`/counter/queue/figures/`: the counter day by day."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from counter.queue.days_counted import explanations_of_days, figures_of
from counter.queue.figures import DayFigures, Rate
from counter.queue.reads import SCREEN, agency_of
from counter.web.queue.words import minutes_words
from portal.accounts.roles import Role
from portal.accounts.web.access import ActorRequest, StaffRequired
from portal.shared import clock
from portal.shared.web.bar_chart import chart

DAYS = 14


@method_decorator(never_cache, name="dispatch")
class FiguresView(StaffRequired):
    """Two weeks of the person's agency; leaders read it, too."""

    roles = (Role.CLERK, Role.LEADER)

    def get(self, request: ActorRequest) -> HttpResponse:
        """`?until=YYYY-MM-DD`: the two weeks that end on that day."""
        until = _until(request)
        since = until - timedelta(days=DAYS - 1)
        agency_id = agency_of(request.actor)
        figures = figures_of(agency_id, since, until)
        taken = {each.day: each.taken for each in figures}
        days = [since + timedelta(days=place) for place in range(DAYS)]
        context = {
            "rows": [_row(each) for each in figures],
            "explanations": explanations_of_days(agency_id, since, until)[:SCREEN],
            "since": since,
            "until": until,
            "chart": chart([(taken.get(day, 0), _title(day, taken.get(day, 0))) for day in days]),
            "earlier": f"?until={since - timedelta(days=1)}",
            "later": f"?until={until + timedelta(days=DAYS)}" if until < clock.today() else "",
        }
        return render(request, "counter/queue/figures.html", context)


def _until(request: HttpRequest) -> date:
    """The day asked for; today when there is none, or none that can be read."""
    try:
        asked = date.fromisoformat(request.GET.get("until", ""))
    except ValueError:
        return clock.today()
    return min(max(asked, date(2000, 1, 1)), clock.today())


def _title(day: date, taken: int) -> str:
    return _("%(day)s: %(taken)s số") % {"day": f"{day:%d/%m}", "taken": taken}


def _row(figures: DayFigures) -> dict[str, object]:
    return {
        "figures": figures,
        "served": _rate(figures.served),
        "no_show": _rate(figures.no_show),
        "left": _rate(figures.left),
        "wait": minutes_words(figures.wait.seconds),
        "longest_wait": minutes_words(figures.longest_wait_seconds),
        "service": minutes_words(figures.service.seconds),
        "over": _rate(figures.over_limit),
    }


def _rate(rate: Rate) -> dict[str, str]:
    """`12/15` and `80,0 %`."""
    percent = "–" if rate.percent is None else f"{number_format(rate.percent, 1)} %"
    return {"of": f"{rate.numerator}/{rate.denominator}", "percent": percent}
