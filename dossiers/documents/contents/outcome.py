"""What the draft of a result and the result have in common (layout of NĐ 30/2020/NĐ-CP)."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from dossiers.documents.contents.layouts import Layout, layout_of, symbol_of
from dossiers.documents.contents.letterhead import of_handling_agency
from dossiers.documents.contents.qr import tracking_qr
from dossiers.models import Document, Dossier, Proposal
from portal.agencies.models import Agency


def outcome_content(document: Document, proposal: Proposal, at: datetime) -> dict[str, Any]:
    """The context of pdf/result.html for the text of this proposal, in the layout that binds."""
    dossier = document.dossier
    approved = proposal.outcome == Dossier.Outcome.APPROVED
    layout = layout_of(dossier, approved=approved)
    paragraphs = [line.strip() for line in proposal.text.splitlines() if line.strip()]
    authority, position = signing_position(dossier.handling_agency)
    return {
        "layout": layout.template,
        "paper": layout.paper,
        "document": document,
        "dossier": dossier,
        "head": of_handling_agency(dossier, at, _symbol(layout, dossier.handling_agency)),
        "applicant": dossier.applicant,
        "title": _title(dossier, approved),
        "approved": approved,
        "legal_basis": dossier.revision.legal_texts,
        "paragraphs": paragraphs,
        "authority": authority,
        "position": position,
        "qr": tracking_qr(dossier),
    } | layout.more(dossier, paragraphs)


def _symbol(layout: Layout, agency: Agency) -> str:
    """`XN-STP` behind the number of a certificate of Sở Tư pháp."""
    return f"{layout.symbol}-{symbol_of(agency)}" if layout.symbol else "KQ-TTHC"


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
