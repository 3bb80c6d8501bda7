"""Reads of consultations. What was put up for comment, how many said what, and the answer are
public; who said it and in which words only provincial admins read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.shared import clock
from portal.shared.memory import remembered
from services import revision_rows
from services.actions.open_consultation import OPEN_ONES
from services.content import RevisionContent
from services.difference import Change, difference
from services.difference.names import names_of
from services.models import Consultation, Opinion, RevisionDraft

PAGE_SIZE = 20
COMMENTS = 50
SOON = timedelta(days=3)


@dataclass(frozen=True)
class Counts:
    """How many said what; `tried` of them had tried the form."""

    total: int
    agreed: int
    objected: int
    tried: int


@dataclass(frozen=True)
class Summary:
    """What came of a consultation, for who decides. `later` is what was changed in the draft
    since people were asked."""

    consultation: Consultation
    counts: Counts
    opinions: list[Opinion]
    has_more: bool
    later: list[Change]
    days: int

    @property
    def is_open(self) -> bool:
        """Whether people may still say something."""
        return is_open(self.consultation)


def is_open(consultation: Consultation) -> bool:
    """Whether opinions are taken now: also before the job has noted that the days are over."""
    return consultation.closed_at is None and clock.now() < consultation.closes_at


def last_day(consultation: Consultation) -> datetime:
    """A moment of the last day, for words: it ends as that day does."""
    return consultation.closes_at - timedelta(seconds=1)


def days_of(consultation: Consultation) -> int:
    """For how many days people could say something until now; at least one."""
    end = consultation.closed_at or min(clock.now(), consultation.closes_at)
    first, last = (
        moment.astimezone(clock.PROVINCE_TIME).date() for moment in (consultation.opened_at, end)
    )
    return max((last - first).days, 1)


def public() -> QuerySet[Consultation]:
    """Everything that was ever put up for comment."""
    return Consultation.objects.select_related("draft__procedure__sector", "base_revision")


def open_ones() -> QuerySet[Consultation]:
    """Those that take opinions, the first to end first."""
    now = clock.now()
    return (
        public()
        .defer("content_json", "draft__content_json")
        .filter(closed_at=None, closes_at__gt=now)
        .order_by("closes_at", "id")
    )


def ended_ones(before: int | None = None) -> list[Consultation]:
    """One page and one more, the last to begin first; `before` is where the last page ended."""
    found = (
        public()
        .defer("content_json", "draft__content_json")
        .filter(Q(closed_at__isnull=False) | Q(closes_at__lte=clock.now()))
    )
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[: PAGE_SIZE + 1])


def get_public(key: UUID) -> Consultation:
    """Raises Consultation.DoesNotExist."""
    return public().get(key=key)


def for_admins(actor: Actor) -> QuerySet[Consultation]:
    """All, for provincial admins; nobody else any."""
    if actor.role != Role.PROVINCIAL_ADMIN:
        return Consultation.objects.none()
    return public().select_related("opened_by", "closed_by", "answered_by")


def opinion_of(actor: Actor, consultation: Consultation) -> Opinion | None:
    """What this citizen has said."""
    return Opinion.objects.filter(
        consultation=consultation, citizen_id=actor.must_be_citizen()
    ).first()


def open_key_of(procedure_code: str) -> UUID | None:
    """The consultation of a procedure that is open; at most a minute old."""
    return remembered(OPEN_ONES, _read_open_ones, seconds=60).get(procedure_code)


def _read_open_ones() -> dict[str, UUID]:
    return dict(open_ones().values_list("draft__procedure__code", "key"))


def counts_of(consultations: Sequence[Consultation]) -> dict[int, Counts]:
    """Counts by consultation, in one query."""
    rows = (
        Opinion.objects.filter(consultation__in=[each.pk for each in consultations])
        .values("consultation_id")
        .annotate(
            total=Count("pk"),
            agreed=Count("pk", filter=Q(stance=Opinion.Stance.AGREE)),
            tried=Count("pk", filter=Q(tried_form=True)),
        )
    )
    found = {
        row["consultation_id"]: Counts(
            row["total"], row["agreed"], row["total"] - row["agreed"], row["tried"]
        )
        for row in rows
    }
    return {each.pk: found.get(each.pk, Counts(0, 0, 0, 0)) for each in consultations}


def opinions_for(
    actor: Actor, consultation: Consultation, before: int | None = None
) -> list[Opinion]:
    """A page of opinions and one more, the newest first; only admins read them."""
    if actor.role != Role.PROVINCIAL_ADMIN:
        return []
    found = Opinion.objects.filter(consultation=consultation).select_related("citizen")
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[: COMMENTS + 1])


def summary_of(actor: Actor, consultation: Consultation, *, before: int | None = None) -> Summary:
    """Counts, comments, and what was changed since. For admins; others read no comments."""
    opinions = opinions_for(actor, consultation, before)
    shown, now = content_of(consultation), consultation.draft.content
    return Summary(
        consultation=consultation,
        counts=counts_of([consultation])[consultation.pk],
        opinions=opinions[:COMMENTS],
        has_more=len(opinions) > COMMENTS,
        later=difference(shown, now, names=names_of(shown, now)) if shown != now else [],
        days=days_of(consultation),
    )


def summaries_of(actor: Actor, draft: RevisionDraft) -> list[Summary]:
    """Every consultation of a draft, the newest first; none: people were not asked."""
    found = for_admins(actor).filter(draft=draft).order_by("-pk")
    return [summary_of(actor, each) for each in found]


def content_of(consultation: Consultation) -> RevisionContent:
    """What people were shown."""
    return RevisionContent.from_json(consultation.content_json)


def changes_of(consultation: Consultation) -> tuple[Change, ...]:
    """What is proposed, against what applied when people were asked. Neither ever changes, so it
    is worked out once per process and language."""
    return _changes(consultation.key, get_language())


@lru_cache(maxsize=256)
def _changes(key: UUID, _language: str | None) -> tuple[Change, ...]:
    consultation = get_public(key)
    new = content_of(consultation)
    base = consultation.base_revision
    old = revision_rows.read(base) if base is not None else None
    return tuple(difference(old, new, names=names_of(old, new)))
