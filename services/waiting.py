"""What waits for a provincial admin: a few rows of each kind, from indexes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from portal.accounts.actor import Actor
from portal.shared import clock
from services.draft_queries import CLOSED, SUBMITTED, drafts_for
from services.flow import DraftState
from services.models import (
    Batch,
    Consultation,
    DraftEdit,
    Revision,
    RevisionDraft,
    Withdrawal,
)

SHOWN = 10
LAW_DAYS = 90


@dataclass(frozen=True)
class Some:
    """The first rows of a list; `more` says that there are others."""

    rows: list[Any]
    more: bool

    @classmethod
    def of(cls, found: QuerySet[Any]) -> "Some":
        """The first SHOWN rows in one query."""
        rows = list(found[: SHOWN + 1])
        return cls(rows[:SHOWN], len(rows) > SHOWN)


def drafts_to_approve(actor: Actor) -> Some:
    """Drafts that wait for approval and that this person may approve, the oldest first."""
    own = DraftEdit.objects.filter(draft=OuterRef("pk"), actor_id=actor.user_id).filter(
        Q(changed=True) | Q(part=SUBMITTED)
    )
    began = Q(base_revision=None, created_by_id=actor.user_id)
    found = drafts_for(actor).filter(~Exists(own), ~began, state=DraftState.APPROVAL)
    return Some.of(_light(found).order_by("submitted_at", "id"))


def own_drafts(actor: Actor) -> Some:
    """Open drafts that this person began or edited last, the newest first."""
    mine = Q(created_by_id=actor.user_id) | Q(edited_by_id=actor.user_id)
    found = drafts_for(actor).filter(mine).exclude(state__in=CLOSED)
    return Some.of(_light(found).order_by("-edited_at", "-id"))


def consultations_ending() -> Some:
    """Open consultations, the one that ends first first."""
    found = Consultation.objects.filter(closed_at=None).select_related("draft__procedure")
    return Some.of(found.defer("content_json", "draft__content_json").order_by("closes_at", "id"))


def revisions_to_come() -> Some:
    """Approved revisions that wait for their day."""
    found = Revision.objects.filter(state=Revision.State.SCHEDULED).select_related("procedure")
    return Some.of(found.defer("eform", "source").order_by("in_force", "id"))


def withdrawals_to_come() -> Some:
    """Withdrawals that wait for their day."""
    found = Withdrawal.objects.filter(carried_out_at=None, cancelled_at=None)
    related = found.select_related("revision__procedure", "successor")
    return Some.of(related.defer("revision__eform").order_by("effective_at", "id"))


def laws_ending() -> Some:
    """Revisions in force of which a legal text ends within LAW_DAYS days, or has ended."""
    last = clock.today() + timedelta(days=LAW_DAYS)
    found = Revision.objects.filter(
        state=Revision.State.PUBLISHED, legal_ends_on__isnull=False, legal_ends_on__lte=last
    )
    related = found.select_related("procedure").defer("eform", "source")
    return Some.of(related.order_by("legal_ends_on", "id"))


def batches_to_approve(actor: Actor) -> Some:
    """Batches that another admin asks for."""
    found = Batch.objects.filter(state=Batch.State.APPROVAL).exclude(asked_by_id=actor.user_id)
    return Some.of(found.defer("problems", "wanted").order_by("asked_at", "id"))


def laws_that_end(revision: Revision | None, laws: Iterable[Any] = ()) -> list[dict[str, Any]]:
    """Of a revision's legal texts those that end within LAW_DAYS days or have ended: `text`,
    `day` (its last one), `ended`."""
    today = clock.today()
    given = laws or (revision.legal_basis if revision else ())
    ends = [(law["text"], date.fromisoformat(law["ends_on"])) for law in given if law["ends_on"]]
    return [
        {"text": text, "day": day, "ended": day < today}
        for text, day in ends
        if day <= today + timedelta(days=LAW_DAYS)
    ]


def _light(drafts: QuerySet[RevisionDraft]) -> QuerySet[RevisionDraft]:
    return drafts.select_related("procedure", "submitted_by", "edited_by").defer("content_json")
