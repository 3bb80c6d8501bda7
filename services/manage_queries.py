"""What a provincial admin looks through: the list of procedures, and one procedure's past.

Nothing here counts a table: pages read one row more than they show.
"""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery
from django.db.models import Prefetch, Q, QuerySet

from services.draft_queries import CLOSED
from services.models import DraftEdit, Procedure, Revision, RevisionDraft, Withdrawal
from services.search.lexicon import lexicon
from services.search.question import Question

PAGE_SIZE = 30
EDITS, REVISIONS = 60, 30
IN_FORCE, WITHDRAWN, NEVER, NO_DRAFT = "in_force", "withdrawn", "never", "none"


@dataclass(frozen=True)
class ManageFilters:
    """How the list is narrowed; empty values do not narrow. `draft` is a state of a draft or
    "none", `validity` one of in_force, withdrawn, never."""

    q: str = ""
    draft: str = ""
    validity: str = ""
    sector: str = ""
    agency: str = ""
    level: str = ""


@dataclass(frozen=True)
class ProcedurePage:
    """One page of the list; each procedure has `open_drafts` (one at most)."""

    procedures: list[Procedure]
    number: int
    has_next: bool


def procedure_page(filters: ManageFilters, number: int) -> ProcedurePage:
    """A page of all procedures, in force or not, by code. Two queries, and those that the search
    remembers for a minute."""
    start = (number - 1) * PAGE_SIZE
    found = list(_filtered(filters).order_by("code")[start : start + PAGE_SIZE + 1])
    return ProcedurePage(found[:PAGE_SIZE], number, len(found) > PAGE_SIZE)


def _filtered(filters: ManageFilters) -> QuerySet[Procedure]:
    open_drafts = RevisionDraft.objects.exclude(state__in=CLOSED).defer("content_json")
    procedures = (
        Procedure.objects.select_related("sector", "current_revision__handling_agency")
        .only(
            "code", "name", "sector__name", "current_revision__number", "current_revision__state",
            "current_revision__level", "current_revision__agency_text",
            "current_revision__handling_agency__name",
        )
        .prefetch_related(
            Prefetch("drafts", queryset=open_drafts, to_attr="open_drafts"),
        )
    )  # fmt: skip
    return procedures.filter(_wanted(filters))


def _wanted(filters: ManageFilters) -> Q:
    wanted = Q()
    if filters.q.strip():
        wanted &= _named(filters.q.strip())
    if filters.sector:
        wanted &= Q(sector__slug=filters.sector)
    if filters.agency:
        wanted &= Q(current_revision__handling_agency__code=filters.agency)
    if filters.level.isdecimal() and len(filters.level) < 5:
        wanted &= Q(current_revision__level=int(filters.level))
    return wanted & _validity(filters.validity) & _draft(filters.draft)


def _named(q: str) -> Q:
    """What holds every word, or begins with this code. The search knows what is in force; of the
    others, which are few, the name is read."""
    found = Q(code__startswith=q) | Q(current_revision=None, name__icontains=q)
    readings = Question.parse(q, lexicon()).readings
    if not readings:
        return found
    texts = (_every([str(word) for word in reading.words]) for reading in readings)
    query = SearchQuery(" | ".join(texts), config="simple", search_type="raw")
    gone = Q(search_vector=None)
    for word in readings[0].words:
        gone &= Q(search_text__contains=str(word))
    return found | Q(search_vector=query) | gone


def _every(words: list[str]) -> str:
    *finished, last = words
    return "(" + " & ".join([*(f"'{word}'" for word in finished), f"'{last}':*"]) + ")"


def _validity(validity: str) -> Q:
    return {
        IN_FORCE: Q(current_revision__state=Revision.State.PUBLISHED),
        WITHDRAWN: Q(current_revision__state=Revision.State.WITHDRAWN),
        NEVER: Q(current_revision=None),
    }.get(validity, Q())


def _draft(state: str) -> Q:
    drafts = RevisionDraft.objects.exclude(state__in=CLOSED)
    if state == NO_DRAFT:
        return ~Q(pk__in=drafts.values("procedure"))
    return Q(pk__in=drafts.filter(state=state).values("procedure")) if state else Q()


def revisions_of(procedure: Procedure) -> list[Revision]:
    """Its newest revisions, newest first, without their forms."""
    return list(
        procedure.revisions.exclude(state=Revision.State.DRAFT)
        .defer("eform", "source")
        .order_by("-number")[:REVISIONS]
    )


def edits_of(procedure: Procedure) -> list[DraftEdit]:
    """The last steps of all its drafts, newest first."""
    edits = DraftEdit.objects.filter(draft__procedure=procedure)
    return list(edits.defer("draft__content_json").order_by("-id")[:EDITS])


def withdrawal_of(revision: Revision) -> Withdrawal | None:
    """Why and when this revision went, or will go, out of force."""
    return (
        Withdrawal.objects.filter(revision=revision, cancelled_at=None)
        .select_related("successor", "asked_by")
        .first()
    )
