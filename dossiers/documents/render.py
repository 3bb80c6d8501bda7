"""Make a PDF that was asked for. Slow, so in a job; nothing of it runs inside a transaction."""

import hashlib

from django.template.loader import render_to_string

from dossiers.actions.hand_over import hand_over_online
from dossiers.actions.sign_when_printed import sign_when_printed
from dossiers.documents.contents import KINDS
from dossiers.documents.freshness import is_current
from dossiers.documents.store import place_of
from dossiers.models import Document
from portal.shared import clock
from portal.shared.kept_language import kept_language
from portal.shared.pdf.files import write
from portal.shared.pdf.press import press

_PARTS = (
    "dossier__procedure",
    "dossier__revision",
    "dossier__receiving_agency__parent",
    "dossier__receiving_agency__unit",
    "dossier__handling_agency__parent",
    "dossier__handling_agency__unit",
)


def render(*, document_id: int) -> bool:
    """Write the PDF, then note it; a result is signed where its PIN came with the decision, and
    one that needs no signature and is received online is handed over then.

    Safe to repeat: False when the document was there already. Raises Document.DoesNotExist.
    """
    document = Document.objects.select_related(*_PARTS).get(pk=document_id)
    is_due = not is_current(document)
    if is_due:
        _make(document)
    if document.must_be_signed or document.waits_for_seal:
        sign_when_printed(document_id=document_id)
    elif document.kind == Document.Kind.RESULT and document.voided_at is None:
        hand_over_online(dossier_id=document.dossier_id)
    return is_due


def pdf_of(document: Document) -> bytes:
    """The bytes of the PDF as it is made now."""
    content, paper = KINDS[document.kind]
    # Official papers are in Vietnamese, whatever language the person reads the portal in.
    with kept_language():
        context = content(document)
        html = render_to_string(f"pdf/{document.kind}.html", context)
    # A result is set on the sheet of its layout.
    return press(html, paper=context.get("paper", paper))


def _make(document: Document) -> None:
    started_at = clock.now()
    pdf = pdf_of(document)
    path = place_of(document)
    write(path, pdf)
    Document.objects.filter(pk=document.pk).update(
        file=path, sha256=hashlib.sha256(pdf).hexdigest(), ready_at=started_at
    )
