"""`/me/dossiers/new/<code>/`: begin a dossier of a procedure."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from dossiers.actions.start_draft import start_draft
from dossiers.web.citizen import agency_choice
from dossiers.web.citizen.base import UNUSABLE, CitizenPage
from portal.accounts.web.access import ActorRequest
from portal.agencies.models import Agency
from services import queries
from services.levels import is_online
from services.models import Revision


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
        if not is_online(revision.level):
            return render(request, "citizen/dossier_paper_only.html", {"revision": revision})
        if revision.handling_agency is not None:
            return self._start(request, revision, revision.handling_agency.present)
        return self._choice(request, revision, chosen=agency_choice.at_home(request, revision))

    def post(self, request: ActorRequest, code: str) -> HttpResponse:
        """Start at the chosen agency."""
        revision = _revision(code)
        if not is_online(revision.level) or revision.handling_agency is not None:
            return self.get(request, code)
        typed = request.POST.get("agency", "")
        agency = queries.agencies_that_handle(revision).filter(code=typed).first()
        if agency is None:
            return self._choice(request, revision, chosen="", error=agency_choice.missing(revision))
        return self._start(request, revision, agency)

    def _start(self, request: ActorRequest, revision: Revision, agency: Agency) -> HttpResponse:
        draft = start_draft(actor=request.actor, revision=revision, handling_agency=agency)
        return redirect("dossiers:draft_detail", key=draft.key)

    def _choice(
        self, request: ActorRequest, revision: Revision, *, chosen: str, error: str = ""
    ) -> HttpResponse:
        context = {
            "revision": revision,
            "groups": agency_choice.groups_of(revision),
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
