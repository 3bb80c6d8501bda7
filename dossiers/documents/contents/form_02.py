"""Mẫu 02, Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (TT 01/2018/TT-VPCP)."""

from typing import Any

from django.conf import settings

from dossiers.documents.contents.letterhead import of_counter, of_handling_agency
from dossiers.documents.contents.papers import papers_of
from dossiers.models import Document, Supplement


def content(document: Document) -> dict[str, Any]:
    """The context of pdf/form_02.html; the n-th form belongs to the n-th supplement."""
    dossier = document.dossier
    supplement = (
        Supplement.objects.filter(dossier=dossier)
        .select_related("requested_by")
        .order_by("id")[document.number - 1]
    )
    at_reception = supplement.stage == "reception"
    head = of_counter if at_reception else of_handling_agency
    agency = dossier.receiving_agency if at_reception else dossier.handling_agency
    return {
        "document": document,
        "dossier": dossier,
        "head": head(dossier, supplement.requested_at, "HDHS"),
        "at_reception": at_reception,
        "agency": agency,
        "applicant": dossier.applicant,
        "supplement": supplement,
        "papers": [p for p in papers_of(dossier) if p.key in supplement.requirement_keys],
        "public_url": settings.PUBLIC_URL,
    }
