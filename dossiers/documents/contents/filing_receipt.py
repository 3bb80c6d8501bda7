"""Giấy xác nhận nộp hồ sơ: what was filed, what it costs, where to follow it."""

from typing import Any

from dossiers.documents.contents.letterhead import of_counter
from dossiers.documents.contents.papers import given_papers
from dossiers.documents.contents.qr import tracking_address, tracking_qr
from dossiers.models import Document
from services.binding import binding
from services.eforms.reading import read
from services.fees.quote import Quote


def content(document: Document) -> dict[str, Any]:
    """The context of pdf/filing_receipt.html."""
    dossier = document.dossier
    assert dossier.filed_at is not None, "a receipt is asked for on filing"
    return {
        "document": document,
        "dossier": dossier,
        "head": of_counter(dossier, dossier.filed_at, "XNNHS"),
        "applicant": dossier.applicant,
        "sections": read(binding(dossier.revision_id).eform, dossier.answers),
        "papers": given_papers(dossier),
        "quote": Quote.from_json(dossier.quote),
        "qr": tracking_qr(dossier),
        "tracking_address": tracking_address(dossier),
    }
