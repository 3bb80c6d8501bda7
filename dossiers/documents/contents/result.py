"""Kết quả: the accepted proposal, signed for by the leader who decided."""

from typing import Any

from dossiers.documents.contents.outcome import outcome_content
from dossiers.documents.contents.qr import verification_address, verification_qr
from dossiers.models import Document, Proposal


def content(document: Document) -> dict[str, Any]:
    """The context of pdf/result.html; the n-th result belongs to the n-th accepted proposal."""
    accepted = (
        Proposal.objects.filter(dossier=document.dossier, state=Proposal.State.ACCEPTED)
        .select_related("leader")
        .order_by("id")
    )
    proposal = accepted[document.number - 1]
    assert proposal.leader is not None and proposal.closed_at is not None, "it was accepted"
    return outcome_content(document, proposal, proposal.closed_at) | {
        "signed_by": proposal.leader.full_name,
        "qr": verification_qr(document),
        "verification_address": verification_address(document),
    }
