"""`/me/dossiers/<code>/filed/`: the confirmation."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import format_html

from dossiers.documents.contents.qr import tracking_qr
from dossiers.documents.ensure import ensure_document
from dossiers.models import Document, Dossier
from dossiers.queries import get_for
from dossiers.states import State
from dossiers.web.citizen.base import CitizenPage
from dossiers.words import holder_words, next_step_for_citizen
from portal.accounts.web.access import ActorRequest
from portal.shared import clock

LOOK_AGAIN_SECONDS = 3
# Long enough for a busy worker; then people look again themselves.
LOOK_AGAIN_FOR = timedelta(minutes=5)


class DossierFiledView(CitizenPage):
    """The code in large letters, the receipt, what happens next."""

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """The page; it looks again by itself until the receipt is there."""
        dossier = get_for(request.actor, code)
        receipt = receipt_of(dossier)
        ready = receipt is not None and ensure_document(document=receipt)
        context = {
            "dossier": dossier,
            "qr": format_html(
                '<img src="{}" alt="" width="148" height="148">', tracking_qr(dossier)
            ),
            "receipt": receipt,
            "ready": ready,
            "must_pay": dossier.state == State.PAYMENT_REQUIRED,
            "next_step": next_step_for_citizen(dossier),
            "holder": holder_words(dossier),
        }
        response = render(request, "citizen/dossier_filed.html", context)
        if not ready and dossier.filed_at and clock.now() - dossier.filed_at < LOOK_AGAIN_FOR:
            response["Refresh"] = str(LOOK_AGAIN_SECONDS)
        return response


def receipt_of(dossier: Dossier) -> Document | None:
    """The receipt's row."""
    found = Document.objects.filter(dossier=dossier, kind=Document.Kind.FILING_RECEIPT).first()
    if found is not None:
        found.dossier = dossier
    return found
