"""The worklists /counter/ and /desk/."""

from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from dossiers.queries import visible_to
from dossiers.web.staff.areas import COUNTER, DESK, Area
from dossiers.web.staff.worklist.filters import Filter, choices_of, chosen, keep
from dossiers.web.staff.worklist.rows import rows_of
from portal.accounts.actor import Actor
from portal.accounts.web.access import ActorRequest, StaffRequired


class WorklistView(StaffRequired):
    """20 dossiers of the agency, the most pressing first."""

    area: ClassVar[Area]
    template_name: ClassVar[str]

    def get(self, request: ActorRequest) -> HttpResponse:
        """The list; a whole code in the search leads straight to its dossier."""
        filter_ = chosen(request, self.area, request.actor)
        code = _whole_code(request.actor, request)
        if code:
            return redirect(self.area.dossier_href(code))
        keep(request, filter_)
        page = filter_.page(
            request.actor,
            after=request.GET.get("after", ""),
            before=request.GET.get("before", ""),
        )
        context = {
            "area": self.area,
            "filter": filter_,
            "tabs": _tabs(filter_),
            "rows": rows_of(page.dossiers, self.area),
            "previous_url": filter_.href(before=page.before) if page.before else "",
            "next_url": filter_.href(after=page.after) if page.after else "",
        }
        return render(request, self.template_name, context)


class CounterListView(WorklistView):
    """What waits at the counter of the clerk's agency."""

    area = COUNTER
    roles = COUNTER.roles
    template_name = "counter/dossier_list.html"


class DeskListView(WorklistView):
    """What the agency of the officer or leader handles now."""

    area = DESK
    roles = DESK.roles
    template_name = "desk/dossier_list.html"


def _tabs(filter_: Filter) -> list[dict[str, object]]:
    return [
        {
            "label": choice.label,
            "href": Filter(filter_.area, choice, filter_.q).href(),
            "current": choice is filter_.choice,
        }
        for choice in choices_of(filter_.area)
    ]


def _whole_code(actor: Actor, request: HttpRequest) -> str | None:
    typed = request.GET.get("q", "").strip()
    # Codes end in -YYMMDD-XXXX; a scanner at the counter types the whole of it.
    if typed.count("-") < 2:
        return None
    return visible_to(actor).filter(code=typed.upper()).values_list("code", flat=True).first()
