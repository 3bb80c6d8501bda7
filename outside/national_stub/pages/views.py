"""The public pages."""

from functools import cache
from pathlib import Path

from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from outside.national_stub.models import DayCount, Dossier, IntakeRefusal

STYLE = Path(__file__).resolve().parent.parent / "assets" / "style.css"
LATEST, FOUND_AT_MOST, DAYS = 15, 50, 7


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Search by code, the latest dossiers, counters by day and province."""
    query = request.GET.get("q", "").strip()
    # Codes have no small letters; as written here they are found by their index.
    if query and Dossier.objects.filter(code=query.upper()).exists():
        return redirect("dossier", code=query.upper())
    return render(
        request,
        "national_stub/home.html",
        {
            "query": query,
            "found": _find(query)[:FOUND_AT_MOST] if query else None,
            "latest": Dossier.objects.order_by("-changed_at", "-id")[:LATEST],
            "days": _counted("day").order_by("-day")[:DAYS],
            "provinces": _counted("province").order_by("-states", "province"),
        },
    )


@require_GET
def dossier(request: HttpRequest, code: str) -> HttpResponse:
    """The timeline of a dossier."""
    found = Dossier.objects.filter(code=code.upper()).first()
    refusals = IntakeRefusal.objects.filter(code__in=[code, code.upper()])[:10]
    context = {
        "code": found.code if found else code,
        "dossier": found,
        "states": found.states.all() if found else (),
        "refusals": refusals,
    }
    return render(request, "national_stub/dossier.html", context, status=200 if found else 404)


@require_GET
def style(request: HttpRequest) -> HttpResponse:
    """The one style sheet."""
    response = HttpResponse(_style(), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "max-age=300"
    return response


@cache
def _style() -> bytes:
    return STYLE.read_bytes()


def _find(query: str) -> QuerySet[Dossier]:
    return Dossier.objects.filter(code__icontains=query).order_by("-changed_at")


def _counted(by: str) -> QuerySet[DayCount, dict[str, object]]:
    return DayCount.objects.values(by).annotate(
        states=Sum("states"), procedures=Sum("procedures"), refusals=Sum("refusals")
    )
