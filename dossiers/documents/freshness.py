"""Whether a document still says what is true."""

from datetime import datetime

from dossiers.documents.store import exists
from dossiers.models import Document

# Steps after which a dossier is not paid (any more).
UNPAID_AGAIN = ("payment_reversed", "require_payment")


def is_current(document: Document) -> bool:
    """Made, there, and not overtaken: a receipt from before the payment says "to pay"."""
    if not exists(document):
        return False
    if document.kind != Document.Kind.FILING_RECEIPT:
        return True
    if document.ready_at is None:
        return True
    paid_at = document.dossier.paid_at
    if paid_at is None:
        return not _was_reversed_after(document, document.ready_at)
    return paid_at <= document.ready_at


def _was_reversed_after(document: Document, moment: datetime) -> bool:
    """Whether cash was taken out of the books again, so that it may say "paid" wrongly."""
    undone = document.dossier.history.filter(event__in=UNPAID_AGAIN, at__gt=moment)
    return undone.exists()
