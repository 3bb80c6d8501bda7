"""Mẫu 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả (TT 01/2018/TT-VPCP)."""

from datetime import datetime
from typing import Any

from dossiers.clock.deadline import due_under
from dossiers.clock.provincial import provincial_calendar
from dossiers.documents.contents.letterhead import of_counter
from dossiers.documents.contents.papers import given_papers
from dossiers.documents.contents.people import last_step
from dossiers.documents.contents.qr import tracking_address, tracking_qr
from dossiers.documents.contents.time_limit import time_limit_words
from dossiers.models import Document, Dossier


def content(document: Document) -> dict[str, Any]:
    """The context of pdf/form_01.html."""
    dossier = document.dossier
    return {
        "document": document,
        "dossier": dossier,
        "head": of_counter(dossier, document.requested_at, "BPTNTKQ"),
        "applicant": dossier.applicant,
        "papers": given_papers(dossier),
        "time_limit": time_limit_words(dossier.revision),
        "due_at": _promised(dossier),
        "paid_by_receipt": _was_paid(dossier),
        "received_by": last_step(dossier, "receive").actor_name,
        "qr": tracking_qr(dossier),
        "tracking_address": tracking_address(dossier),
    }


def _promised(dossier: Dossier) -> datetime | None:
    """The date as it was promised on receipt, whatever pauses came later."""
    assert dossier.received_at is not None, "form 01 is asked for on receipt"
    return due_under(dossier.revision, dossier.received_at, provincial_calendar())


def _was_paid(dossier: Dossier) -> bool:
    paid_at, received_at = dossier.paid_at, dossier.received_at
    return paid_at is not None and received_at is not None and paid_at <= received_at
