"""Mẫu 03, Phiếu từ chối tiếp nhận giải quyết hồ sơ (TT 01/2018/TT-VPCP)."""

from typing import Any

from django.conf import settings

from dossiers.documents.contents.letterhead import of_counter
from dossiers.documents.contents.papers import given_papers
from dossiers.documents.contents.people import last_step
from dossiers.models import Document


def content(document: Document) -> dict[str, Any]:
    """The context of pdf/form_03.html."""
    dossier = document.dossier
    return {
        "document": document,
        "dossier": dossier,
        "head": of_counter(dossier, document.requested_at, "TCTN"),
        "agency": dossier.receiving_agency,
        "applicant": dossier.applicant,
        "papers": given_papers(dossier),
        "refusal": last_step(dossier, "refuse"),
        "public_url": settings.PUBLIC_URL,
    }
