"""Who may work on the catalogue, and on what: the bases of all its pages."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from portal.accounts.roles import Role
from portal.accounts.web.access import StaffRequired
from services.draft_queries import open_draft_of
from services.models import Procedure, RevisionDraft


class ManageView(StaffRequired):
    """Pages of the provincial admin."""

    roles = (Role.PROVINCIAL_ADMIN,)


class ProcedureView(ManageView):
    """Pages of one procedure; `self.procedure`. An unknown code is a 404."""

    procedure: Procedure

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The gate, then the procedure."""
        gate = self.gate(request)
        if gate is not None:
            return gate
        self.find(kwargs["code"])
        return super().dispatch(request, *args, **kwargs)

    def find(self, code: str) -> None:
        """Reads what the page is about. Raises Http404."""
        found = (
            Procedure.objects.select_related("sector", "current_revision").filter(code=code).first()
        )
        if found is None:
            raise Http404
        self.procedure = found


class DraftView(ProcedureView):
    """Pages of the open draft of a procedure; `self.draft`. Without one: 404."""

    draft: RevisionDraft

    def find(self, code: str) -> None:
        """The procedure and its open draft."""
        super().find(code)
        draft = open_draft_of(self.procedure)
        if draft is None:
            raise Http404
        self.draft = draft
