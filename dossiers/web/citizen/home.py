"""`/me/`: my drafts and dossiers."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from dossiers.models import Dossier
from dossiers.queries import drafts_of, filed_by
from dossiers.web.citizen.base import CitizenPage
from dossiers.words import DueChip, due_chip, next_step_for_citizen
from portal.accounts.web.access import ActorRequest
from portal.shared import clock

PAGE_SIZE = 20
MAX_DRAFTS = 20


@dataclass(frozen=True)
class Row:
    """A dossier in the list."""

    dossier: Dossier
    next_step: str
    due: DueChip | None


class DossierListView(CitizenPage):
    """Drafts on the first page, then the dossiers, the latest change first."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """`?before=` is where the page before this one ended."""
        before = request.GET.get("before", "")
        found = list(_before(filed_by(request.actor), before)[: PAGE_SIZE + 1])
        page, now = found[:PAGE_SIZE], clock.now()
        context = {
            "drafts": [] if before else list(drafts_of(request.actor)[:MAX_DRAFTS]),
            "rows": [Row(one, next_step_for_citizen(one), due_chip(one, now)) for one in page],
            "first_page": not before,
            "next_url": f"?before={_cursor(page[-1])}" if len(found) > PAGE_SIZE else "",
        }
        return render(request, "citizen/dossier_list.html", context)


def _before(dossiers: QuerySet[Dossier], cursor: str) -> QuerySet[Dossier]:
    """Those after the cursor in the order; a cursor that cannot be read is the first page."""
    moment, _separator, pk = cursor.rpartition("_")
    if not pk.isascii() or not pk.isdigit() or len(pk) > 18:
        return dossiers
    try:
        saved_at = datetime.fromtimestamp(float(moment), tz=clock.PROVINCE_TIME)
    except (ValueError, OverflowError, OSError):
        return dossiers
    return dossiers.filter(Q(saved_at__lt=saved_at) | Q(saved_at=saved_at, pk__lt=int(pk)))


def _cursor(dossier: Dossier) -> str:
    return f"{dossier.saved_at.timestamp():.6f}_{dossier.pk}"
