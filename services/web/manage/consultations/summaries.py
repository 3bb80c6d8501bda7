"""What `manage/consultations/_summary.html` shows beside the button of approval."""

from typing import Any

from portal.accounts.actor import Actor
from services.consultation_queries import summaries_of
from services.models import RevisionDraft
from services.web.consultations import wording


def told_summaries(actor: Actor, draft: RevisionDraft) -> list[dict[str, Any]]:
    """Every consultation of a draft in words, the newest first; none: nobody was asked."""
    return [
        {
            "summary": each,
            "consultation": each.consultation,
            "until": wording.until(each.consultation),
            "result": wording.result(each.consultation, each.counts),
        }
        for each in summaries_of(actor, draft)
    ]
