"""Ask for a PDF: a row now, the work in a job."""

from dossiers import jobs
from dossiers.models import Document, Dossier
from dossiers.signatures.need import NOTHING, Need
from portal.shared import clock

# These are made once; of the others a dossier may have several.
ONCE = frozenset({Document.Kind.FILING_RECEIPT, Document.Kind.FORM_01, Document.Kind.FORM_03})


def request_document(dossier: Dossier, kind: Document.Kind, *, need: Need = NOTHING) -> Document:
    """The document's row, with the signatures that it needs, and the job that makes it, in the
    caller's transaction.

    While history is being made (a pinned clock) no job is deferred: such a document is made when
    somebody first asks for it.
    """
    document = Document.objects.create(
        dossier=dossier,
        kind=kind,
        number=_next_number(dossier, kind),
        requested_at=clock.now(),
        must_be_signed=need.must_be_signed,
        sealing_agency_id=need.sealing_agency_id,
        signed_by_id=need.signer_id,
    )
    if not clock.is_pinned():
        jobs.defer(jobs.RENDER_DOCUMENT, document_id=document.pk)
    return document


def _next_number(dossier: Dossier, kind: Document.Kind) -> int:
    if kind in ONCE:
        return 1
    return Document.objects.filter(dossier=dossier, kind=kind).count() + 1
