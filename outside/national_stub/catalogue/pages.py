"""The catalogue for people: `/services/` and `/services/<code>/`."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from outside.national_stub.catalogue.folding import folded
from outside.national_stub.models import IntakeRefusal, Procedure, ProcedureChange

PAGE, CHANGES, REFUSALS = 30, 20, 10


@require_GET
def services(request: HttpRequest) -> HttpResponse:
    """The procedures in force, searched by every word; a page at a time, without counting them."""
    query = request.GET.get("q", "").strip()
    after = request.GET.get("after", "")
    rows = _found(query)
    if after.isascii() and after.isdigit():
        last = Procedure.objects.filter(pk=int(after[:18])).first()
        rows = _behind(rows, last) if last else rows
    page = list(rows[: PAGE + 1])
    context = {
        "query": query,
        "procedures": page[:PAGE],
        "following": page[PAGE - 1].pk if len(page) > PAGE else None,
        "begun": bool(after),
    }
    return render(request, "national_stub/services.html", context)


@require_GET
def service(request: HttpRequest, code: str) -> HttpResponse:
    """One procedure in each province that offers it, and what was told of it."""
    found = list(Procedure.objects.filter(code=code).order_by("province"))
    context = {
        "code": code,
        "procedures": found,
        "changes": ProcedureChange.objects.filter(code=code).order_by("-id")[:CHANGES],
        "refusals": IntakeRefusal.objects.filter(code=code)[:REFUSALS],
    }
    return render(request, "national_stub/service.html", context, status=200 if found else 404)


def _found(query: str) -> QuerySet[Procedure]:
    rows = Procedure.objects.filter(in_force=True)
    for word in folded(query).split():
        rows = rows.filter(words__contains=word)
    return rows.order_by("name", "pk")


def _behind(rows: QuerySet[Procedure], last: Procedure) -> QuerySet[Procedure]:
    return rows.filter(name__gt=last.name) | rows.filter(name=last.name, pk__gt=last.pk)
