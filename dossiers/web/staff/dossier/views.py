"""The pages /counter/dossiers/<code>/ and /desk/dossiers/<code>/, and the files beside them."""

import uuid
from typing import ClassVar

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from dossiers.documents.ensure import ensure_document
from dossiers.models import Attachment, Document
from dossiers.queries import get_for
from dossiers.web.staff.areas import COUNTER, DESK, Area
from dossiers.web.staff.dossier.page import page_context
from dossiers.web.staff.worklist.filters import chosen
from dossiers.web.staff.worklist.next import next_href
from portal.accounts.web.access import ActorRequest, StaffRequired
from portal.shared.web.serving import send_file

SECONDS_TO_LOOK_AGAIN = 2


class DossierView(StaffRequired):
    """Answers left, files right; what can be done on top."""

    area: ClassVar[Area]
    template_name: ClassVar[str]

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """The page."""
        actor = request.actor
        dossier = get_for(actor, code)
        context = page_context(
            self.area,
            actor,
            dossier,
            paper=request.GET.get("paper", ""),
            next_href=next_href(chosen(request, self.area, actor), actor, dossier),
        )
        return render(request, self.template_name, context)


class CounterDossierView(DossierView):
    """For the clerk."""

    area = COUNTER
    roles = COUNTER.roles
    template_name = "counter/dossier_detail.html"


class DeskDossierView(DossierView):
    """For the officer and the leader."""

    area = DESK
    roles = DESK.roles
    template_name = "desk/dossier_detail.html"


class StaffFileView(StaffRequired):
    """A file that the citizen gave: what staff look at is the upright PDF where there is one."""

    roles = (*COUNTER.roles, *DESK.roles)

    def get(self, request: ActorRequest, code: str, key: uuid.UUID) -> HttpResponseBase:
        """The file, inline."""
        attachment = get_object_or_404(
            Attachment,
            dossier=get_for(request.actor, code),
            key=key,
            state=Attachment.State.ACCEPTED,
        )
        is_image = attachment.media_type in ("image/jpeg", "image/png")
        if attachment.rendition and not is_image:
            return send_file(
                attachment.rendition, media_type="application/pdf", name=f"{attachment.key}.pdf"
            )
        return send_file(
            attachment.file, media_type=attachment.media_type, name=attachment.original_name
        )


class StaffDocumentView(StaffRequired):
    """A PDF that the portal wrote; while it is being made the page looks again by itself."""

    roles = (*COUNTER.roles, *DESK.roles)

    def get(self, request: ActorRequest, code: str, key: uuid.UUID) -> HttpResponseBase:
        """The PDF, inline."""
        document = get_object_or_404(
            Document.objects.select_related("dossier"),
            dossier=get_for(request.actor, code),
            key=key,
        )
        if not ensure_document(document=document):
            return being_made(request, document)
        return send_file(
            document.final_file,
            media_type="application/pdf",
            name=f"{document.dossier.code}-{document.kind}.pdf",
            private=document.is_complete,  # what is still being signed is not kept by browsers
        )


def being_made(request: ActorRequest, document: Document) -> HttpResponse:
    """The page for the second until the job is done."""
    response = render(request, "staff/document_being_made.html", {"document": document})
    response["Refresh"] = str(SECONDS_TO_LOOK_AGAIN)
    response["Cache-Control"] = "no-store"
    return response
