"""Whether a document still says what is true."""

from dossiers.documents.store import exists
from dossiers.models import Document


def is_current(document: Document) -> bool:
    """Made, there, and not overtaken: a receipt from before the payment says "to pay"."""
    if not exists(document):
        return False
    if document.kind != Document.Kind.FILING_RECEIPT:
        return True
    paid_at = document.dossier.paid_at
    return paid_at is None or document.ready_at is None or paid_at <= document.ready_at
