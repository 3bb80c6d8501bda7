"""Dự thảo kết quả: what the officer proposes, for the leader to read."""

from typing import Any

from dossiers.documents.contents.outcome import outcome_content
from dossiers.models import Document, Proposal


def content(document: Document) -> dict[str, Any]:
    """The context of pdf/result_draft.html; the n-th draft belongs to the n-th proposal."""
    proposals = Proposal.objects.filter(dossier=document.dossier).order_by("id")
    proposal = proposals[document.number - 1]
    return outcome_content(document, proposal, proposal.at)
