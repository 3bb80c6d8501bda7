"""`…/revisions/<n>/`: a revision as it was published."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from portal.accounts.web.access import ActorRequest
from services import revision_rows
from services.difference.names import names_of
from services.models import Revision, RevisionDraft
from services.web.manage.access import ProcedureView
from services.web.whole import blocks_of


class RevisionView(ProcedureView):
    """Whole and read-only: it binds dossiers."""

    def get(self, request: ActorRequest, code: str, number: int) -> HttpResponse:
        """Form, fees, papers, steps, and from when until when it applies."""
        revision = (
            self.procedure.revisions.exclude(state=Revision.State.DRAFT)
            .select_related("handling_agency", "receiving_agency", "procedure")
            .filter(number=number)
            .first()
        )
        if revision is None:
            raise Http404
        content = revision_rows.read(revision)
        context = {
            "procedure": self.procedure,
            "above": f"/manage/procedures/{self.procedure.code}/",
            "revision": revision,
            "valid_from": revision.in_force.lower if revision.in_force else None,
            "valid_to": revision.in_force.upper if revision.in_force else None,
            "draft": RevisionDraft.objects.select_related("approved_by", "submitted_by")
            .filter(revision=revision)
            .first(),
            "blocks": blocks_of(content, names_of(content)),
            "previous": number - 1,
        }
        return render(request, "manage/difference/revision.html", context)
