"""`/me/`: "Hồ sơ của tôi"."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from outside.national_stub.identity.facts import SCOPES, facts
from outside.national_stub.identity.models import Person
from outside.national_stub.mine.queries import dossiers_of, filings_of

SHOWN = 50


@never_cache
@login_required
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """His facts, his dossiers of every province, and what was filed from here."""
    person = cast(Person, request.user)
    context = {
        "facts": facts(person, SCOPES),
        "dossiers": dossiers_of(person)[:SHOWN],
        "filings": filings_of(person)[:SHOWN],
    }
    return render(request, "national_stub/mine.html", context)
