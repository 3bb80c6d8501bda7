"""What is in force of many procedures, in a bounded number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass

from services import revision_rows
from services.content import RevisionContent
from services.draft_queries import CLOSED
from services.models import Procedure, Revision, RevisionDraft, Withdrawal


@dataclass(frozen=True)
class Present:
    """A procedure of the catalogue. `content` is what is in force, None when nothing is;
    `planned` says that another change waits for its day, `has_draft` that somebody drafts."""

    procedure: Procedure
    content: RevisionContent | None
    planned: bool = False
    has_draft: bool = False

    @property
    def revision(self) -> Revision | None:
        """The last one that was in force; withdrawn where `content` is None."""
        return self.procedure.current_revision


def present(codes: Iterable[str]) -> dict[str, Present]:
    """By code those of the procedures that the catalogue has: about ten queries for all."""
    procedures = list(
        Procedure.objects.filter(code__in=list(codes)).select_related(
            "sector",
            "current_revision__handling_agency",
            "current_revision__receiving_agency",
        )
    )
    in_force = [
        procedure.current_revision
        for procedure in procedures
        if procedure.current_revision
        and procedure.current_revision.state == Revision.State.PUBLISHED
    ]
    contents = dict(
        zip((each.pk for each in in_force), revision_rows.read_all(in_force), strict=True)
    )
    ids = [procedure.pk for procedure in procedures]
    planned, drafted = _planned(ids), _drafted(ids)
    return {
        each.code: Present(
            procedure=each,
            content=contents.get(each.current_revision_id or 0),
            planned=each.pk in planned,
            has_draft=each.pk in drafted,
        )
        for each in procedures
    }


def _planned(ids: list[int]) -> set[int]:
    scheduled = Revision.objects.filter(procedure__in=ids, state=Revision.State.SCHEDULED)
    leaving = Withdrawal.objects.filter(
        revision__procedure__in=ids, carried_out_at=None, cancelled_at=None
    )
    return {
        *scheduled.values_list("procedure_id", flat=True),
        *leaving.values_list("revision__procedure_id", flat=True),
    }


def _drafted(ids: list[int]) -> set[int]:
    drafts = RevisionDraft.objects.filter(procedure__in=ids).exclude(state__in=CLOSED)
    return set(drafts.values_list("procedure_id", flat=True))
