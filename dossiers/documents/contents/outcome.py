"""What the draft of a result and the result have in common (layout of NĐ 30/2020/NĐ-CP)."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from dossiers.documents.contents.letterhead import of_handling_agency
from dossiers.documents.contents.qr import tracking_qr
from dossiers.models import Document, Dossier, Proposal
from portal.agencies.models import Agency


def outcome_content(document: Document, proposal: Proposal, at: datetime) -> dict[str, Any]:
    """The context of pdf/result.html for the text of this proposal."""
    dossier = document.dossier
    approved = proposal.outcome == Dossier.Outcome.APPROVED
    authority, position = signing_position(dossier.handling_agency)
    return {
        "document": document,
        "dossier": dossier,
        "head": of_handling_agency(dossier, at, "KQ-TTHC"),
        "applicant": dossier.applicant,
        "title": _title(dossier, approved),
        "approved": approved,
        "legal_basis": dossier.revision.legal_texts,
        "paragraphs": [line.strip() for line in proposal.text.splitlines() if line.strip()],
        "authority": authority,
        "position": position,
        "qr": tracking_qr(dossier),
    }


def signing_position(agency: Agency) -> tuple[str, str]:
    """On whose behalf, and as what, the head of an agency signs."""
    if agency.name.startswith("Ủy ban nhân dân"):
        return _("TM. ỦY BAN NHÂN DÂN"), _("CHỦ TỊCH")
    return "", _("GIÁM ĐỐC") if agency.name.startswith("Sở") else _("THỦ TRƯỞNG CƠ QUAN")


def _title(dossier: Dossier, approved: bool) -> str:
    if not approved:
        return _("Thông báo từ chối giải quyết hồ sơ")
    results = dossier.revision.results
    return str(results[0]) if results else _("Kết quả giải quyết thủ tục hành chính")
