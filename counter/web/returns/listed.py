"""`/counter/returns/`: what waits to be handed over, and whose it is."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from counter.returns.finding import find
from counter.returns.queries import (
    LISTED,
    on_the_way,
    waiting_at_counter,
    waiting_for_post,
)
from counter.web.returns.base import UNUSABLE, ReturnsPage, add_errors
from counter.web.returns.forms import FindForm
from portal.accounts.web.access import ActorRequest
from portal.shared.errors import InvalidInput

_COUNTER, _POST, _WAY = "counter", "post", "way"


class ReturnListView(ReturnsPage):
    """Three lists (at the counter, for the post, on their way), and the search."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """The list that `show` names."""
        return _page(request, FindForm(), status=200)

    def post(self, request: ActorRequest) -> HttpResponse:
        """Find; a whole code leads straight to its result. Nothing is written."""
        form = FindForm(request.POST)
        if not form.is_valid():
            return _page(request, form, status=UNUSABLE)
        try:
            found = find(request.actors, form.cleaned_data["q"])
        except InvalidInput as refusal:
            add_errors(form, refusal)
            return _page(request, form, status=UNUSABLE)
        codes = [found.code] if found.code else [each.code for each in found.dossiers]
        if len(codes) == 1:
            return redirect("counter:return_detail", code=codes[0])
        return _page(request, form, status=200, found=found.dossiers)


def _page(request: ActorRequest, form: FindForm, *, status: int, **more: Any) -> HttpResponse:
    show = request.GET.get("show", _COUNTER)
    context: dict[str, Any] = {"form": form, "show": show, "listed": LISTED, **more}
    if "found" in more:
        context |= {"show": "found", "dossiers": more["found"]}
    elif show == _POST:
        context["dossiers"] = waiting_for_post(request.actors)[:LISTED]
    elif show == _WAY:
        context["shipments"] = on_the_way(request.actors)[:LISTED]
    else:
        context |= {"show": _COUNTER, "dossiers": waiting_at_counter(request.actors)[:LISTED]}
    return render(request, "counter/returns/return_list.html", context, status=status)
