"""`/me/`: "Hồ sơ của tôi"."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from outside.national_stub.identity.facts import SCOPES, facts
from outside.national_stub.mine.queries import dossiers_of, filings_of

SHOWN = 50


@never_cache
@login_required
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """His facts, his dossiers of every province, and what was filed from here."""
    context = {
        "facts": facts(request.user, SCOPES),
        "dossiers": dossiers_of(request.user)[:SHOWN],
        "filings": filings_of(request.user)[:SHOWN],
    }
    return render(request, "national_stub/mine.html", context)
