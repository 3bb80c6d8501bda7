"""The PDFs that the citizen may have, and the wait for one."""

import uuid

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from dossiers.documents.ensure import ensure_document
from dossiers.models import Document, Dossier
from dossiers.queries import get_for
from dossiers.states import State
from dossiers.web.citizen.base import CitizenPage
from portal.accounts.web.access import ActorRequest
from portal.shared.web.serving import send_file

LOOK_AGAIN_SECONDS = 2

_Kind = Document.Kind
_ALWAYS = frozenset({_Kind.FILING_RECEIPT, _Kind.FORM_01, _Kind.FORM_02, _Kind.FORM_03})


def is_for_citizen(kind: str, dossier: Dossier) -> bool:
    """Drafts of a result never, a result once it has been handed over, which it is not before it
    bears its signatures."""
    if kind in _ALWAYS:
        return True
    return kind == _Kind.RESULT and dossier.state == State.RETURNED


class DossierDocumentView(CitizenPage):
    """One PDF."""

    def get(self, request: ActorRequest, code: str, key: uuid.UUID) -> HttpResponseBase:
        """Inline; while it is being made the page looks again by itself."""
        dossier = get_for(request.actor, code)
        document = get_object_or_404(Document, dossier=dossier, key=key, voided_at=None)
        if not is_for_citizen(document.kind, dossier):
            raise Http404
        document.dossier = dossier
        if not ensure_document(document=document):
            context = {"dossier": dossier, "document": document}
            response = render(request, "citizen/document_being_made.html", context)
            response["Refresh"] = str(LOOK_AGAIN_SECONDS)
            return response
        name = f"{dossier.code}-{document.kind}.pdf"
        return send_file(document.final_file, media_type="application/pdf", name=name)
