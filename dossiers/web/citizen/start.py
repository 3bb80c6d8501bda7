"""`/me/dossiers/new/<code>/`: begin a dossier of a procedure."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dossiers.actions.start_draft import start_draft
from dossiers.web.citizen.base import UNUSABLE, CitizenPage
from portal.accounts.queries import citizen_with_address
from portal.accounts.web.access import ActorRequest
from portal.agencies.models import Agency
from services import queries
from services.models import Revision

PAPER_ONLY = 2


@dataclass(frozen=True)
class AgencyGroup:
    """The agencies of one district, for a select."""

    name: str
    agencies: list[Agency]


class DossierStartView(CitizenPage):
    """Straight on where one agency handles it; else the citizen chooses which one."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The gate and the page; what was withdrawn meanwhile is told by the procedure's page."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            if queries.withdrawn(kwargs["code"]) is None:
                raise
            return redirect("services:service_detail", code=kwargs["code"])

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """Paper only: a page that says so. One agency: the draft. Many: the choice."""
        revision = _revision(code)
        if revision.level == PAPER_ONLY:
            return render(request, "citizen/dossier_paper_only.html", {"revision": revision})
        if revision.handling_agency is not None:
            return self._start(request, revision, revision.handling_agency.present)
        return self._choice(request, revision, chosen=_at_home(request, revision))

    def post(self, request: ActorRequest, code: str) -> HttpResponse:
        """Start at the chosen agency."""
        revision = _revision(code)
        if revision.level == PAPER_ONLY or revision.handling_agency is not None:
            return self.get(request, code)
        typed = request.POST.get("agency", "")
        agency = queries.agencies_that_handle(revision).filter(code=typed).first()
        if agency is None:
            return self._choice(request, revision, chosen="", error=_missing(revision))
        return self._start(request, revision, agency)

    def _start(self, request: ActorRequest, revision: Revision, agency: Agency) -> HttpResponse:
        draft = start_draft(actor=request.actor, revision=revision, handling_agency=agency)
        return redirect("dossiers:draft_detail", key=draft.key)

    def _choice(
        self, request: ActorRequest, revision: Revision, *, chosen: str, error: str = ""
    ) -> HttpResponse:
        context = {
            "revision": revision,
            "groups": _groups(revision),
            "chosen": chosen,
            "error": error,
            "errors": [{"href": "#id_agency", "text": error}] if error else [],
        }
        status = UNUSABLE if error else 200
        return render(request, "citizen/dossier_start.html", context, status=status)


def _revision(code: str) -> Revision:
    try:
        return queries.get_published(code)
    except Revision.DoesNotExist as error:
        raise Http404 from error


def _groups(revision: Revision) -> list[AgencyGroup]:
    """Communes under their district; districts under no heading."""
    found = defaultdict(list)
    agencies = queries.agencies_that_handle(revision).select_related("unit__parent")
    for agency in agencies:
        district = agency.unit.parent if agency.unit else None
        found[district.name if district else ""].append(agency)
    return [AgencyGroup(name, members) for name, members in sorted(found.items())]


def _at_home(request: ActorRequest, revision: Revision) -> str:
    """The code of the agency where the citizen lives, or empty."""
    commune = citizen_with_address(request.actor).commune
    if commune is None:
        return ""
    unit = commune.parent if revision.agency_level == Agency.Level.DISTRICT else commune
    agency = queries.agency_at_home(revision, unit.pk if unit else None)
    return agency.code if agency else ""


def _missing(revision: Revision) -> str:
    if revision.agency_level == Agency.Level.DISTRICT:
        return _("Chọn huyện, thị xã, thành phố giải quyết hồ sơ của bạn.")
    return _("Chọn xã, phường, thị trấn giải quyết hồ sơ của bạn.")
