"""What is in force of many procedures, in a bounded number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.shared import clock
from services import revision_rows
from services.content import RevisionContent
from services.draft_queries import CLOSED
from services.models import Procedure, Revision, RevisionDraft, Withdrawal


@dataclass(frozen=True)
class Present:
    """A procedure of the catalogue. `content` is what is in force, None when nothing is,
    `scheduled` what waits for its day; `is_leaving` says that a withdrawal waits, `has_draft` that
    somebody drafts."""

    procedure: Procedure
    content: RevisionContent | None
    scheduled: tuple[date, RevisionContent] | None = None
    is_leaving: bool = False
    has_draft: bool = False

    @property
    def revision(self) -> Revision | None:
        """The last one that was in force; withdrawn where `content` is None."""
        return self.procedure.current_revision

    @property
    def is_planned(self) -> bool:
        """Whether another change waits for its day: nothing else is published before it."""
        return self.is_leaving or self.scheduled is not None


def present(codes: Iterable[str]) -> dict[str, Present]:
    """By code those of the procedures that the catalogue has: about a dozen queries for all."""
    procedures = list(
        Procedure.objects.filter(code__in=list(codes)).select_related("sector", "current_revision")
    )
    ids = [procedure.pk for procedure in procedures]
    revisions = list(
        Revision.objects.filter(
            procedure__in=ids, state__in=(Revision.State.PUBLISHED, Revision.State.SCHEDULED)
        ).select_related("handling_agency", "receiving_agency")
    )
    contents: dict[int, RevisionContent] = {}
    scheduled: dict[int, tuple[date, RevisionContent]] = {}
    for revision, content in zip(revisions, revision_rows.read_all(revisions), strict=True):
        if revision.state == Revision.State.PUBLISHED:
            contents[revision.procedure_id] = content
        elif revision.in_force is not None:
            begins = revision.in_force.lower.astimezone(clock.PROVINCE_TIME).date()
            scheduled[revision.procedure_id] = (begins, content)
    leaving, drafted = _leaving(ids), _drafted(ids)
    return {
        each.code: Present(
            procedure=each,
            content=contents.get(each.pk),
            scheduled=scheduled.get(each.pk),
            is_leaving=each.pk in leaving,
            has_draft=each.pk in drafted,
        )
        for each in procedures
    }


def _leaving(ids: list[int]) -> set[int]:
    waiting = Withdrawal.objects.filter(
        revision__procedure__in=ids, carried_out_at=None, cancelled_at=None
    )
    return set(waiting.values_list("revision__procedure_id", flat=True))


def _drafted(ids: list[int]) -> set[int]:
    drafts = RevisionDraft.objects.filter(procedure__in=ids).exclude(state__in=CLOSED)
    return set(drafts.values_list("procedure_id", flat=True))
