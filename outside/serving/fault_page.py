"""Ordering faults: a page for people, an address for tests."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from outside.serving import faults
from outside.serving.database import transaction
from outside.serving.faults import Catalogue


def fault_addresses(catalogue: Catalogue) -> list[URLPattern]:
    """`/faults` for people, `/_faults` for tests."""

    def page(request: HttpRequest) -> HttpResponse:
        """What can go wrong and what has been ordered; POST orders or clears."""
        with transaction() as connection:
            if request.method == "POST":
                _obey(connection, catalogue, request.POST.dict())
                return HttpResponseRedirect("/faults")
            ordered = faults.ordered(connection)
        rows = [(fault, ordered.get(fault.name)) for fault in catalogue.values()]
        return render(request, "faults.html", {"rows": rows})

    def api(request: HttpRequest) -> HttpResponse:
        """POST JSON or form {name, count=1, value} or {clear: true}; always answers what is
        ordered."""
        with transaction() as connection:
            if request.method == "POST":
                try:
                    _obey(connection, catalogue, _given(request))
                except (KeyError, ValueError) as error:
                    return JsonResponse({"error": f"{type(error).__name__}: {error}"}, status=400)
            return JsonResponse(faults.ordered(connection))

    return [path("faults", page), path("_faults", api)]


def _given(request: HttpRequest) -> dict[str, Any]:
    if request.content_type == "application/json":
        return dict(json.loads(request.body))
    return request.POST.dict()


def _obey(connection: Any, catalogue: Catalogue, given: dict[str, Any]) -> None:
    if given.get("clear"):
        faults.clear(connection)
        return
    value = given.get("value")
    catalogue.order(
        connection,
        str(given["name"]),
        count=int(given.get("count", 1)),
        value=None if value in (None, "") else int(value),
    )
