"""A page of results: what was typed, then its slips mended, then what is near."""

import re
from dataclasses import dataclass, field

from services.models import Revision
from services.search.candidates import candidates, partial_candidates
from services.search.lexicon import Event, Lexicon, lexicon
from services.search.question import Question, Reading
from services.search.ranking import Ranking, rank
from services.search.rows import browse, revisions_of
from services.search.spelling import mend

# Slugs, codes of agencies, values of choices.
_VALUE = re.compile(r"[A-Za-z0-9._-]{1,120}")
PAGE_SIZE = 30
CACHE_SECONDS = 60


@dataclass(frozen=True)
class Filters:
    """How a list of procedures is narrowed. Empty values do not narrow."""

    sector: str = ""
    agency: str = ""
    level: int | None = None
    agency_level: str = ""
    audience: str = ""


@dataclass(frozen=True)
class ResultPage:
    """One page of a search. `near` says that no procedure holds every word that was typed;
    `mended` is what was looked for in place of it when it held a slip."""

    revisions: list[Revision]
    number: int
    has_next: bool
    near: bool = False
    mended: str = ""
    question: Question = field(default_factory=lambda: Question((), ()))
    readings: dict[int, Reading] = field(default_factory=dict)  # procedure → what it answers

    @property
    def events(self) -> tuple[Event, ...]:
        """The life events that were named."""
        return self.question.touched


def search_page(
    q: str,
    filters: Filters,
    number: int = 1,
    *,
    as_typed: bool = False,
    known: Lexicon | None = None,
) -> ResultPage:
    """A page in two statements (one without words): the candidates, and what the page shows of
    them. Where no candidate fits well one more asks for what fits in part, and one for the words
    without a slip, if there is one (not with `as_typed`), however large the catalogue is. What the
    process remembers of words and filters costs a few once a minute; `known` stands in for it
    where the present state is wanted."""
    lexemes = lexemes_of(filters)
    offset = (number - 1) * PAGE_SIZE
    if lexemes is None:
        return ResultPage([], number, has_next=False)
    if not q:
        rows = browse(lexemes, limit=PAGE_SIZE + 1, offset=offset)
        return ResultPage(rows[:PAGE_SIZE], number, len(rows) > PAGE_SIZE)
    known = known or lexicon()
    question = Question.parse(q, known)
    if not question.readings:
        return ResultPage([], number, has_next=False, question=question)
    question, ranking, mended = _answer(question, known, lexemes, as_typed=as_typed)
    shown = ranking.rows[offset : offset + PAGE_SIZE]
    return ResultPage(
        revisions_of([row.candidate.pk for row in shown]),
        number,
        len(ranking.rows) > offset + PAGE_SIZE,
        near=ranking.near,
        mended=mended,
        question=question,
        readings={row.candidate.pk: row.reading for row in shown},
    )


def _answer(
    question: Question, known: Lexicon, lexemes: list[str], *, as_typed: bool
) -> tuple[Question, Ranking, str]:
    """What was asked in the end, its ranking, and how it was written when a slip was mended."""
    found = candidates(question, known, lexemes)
    ranking = rank(question, found, known)
    if not ranking.is_doubtful:
        return question, ranking, ""
    again = None if as_typed else _mended(question, known)
    if again:
        other = rank(again, candidates(again, known, lexemes), known)
        if other.is_clearly_better_than(ranking):
            return again, other, " ".join(again.typed)
    there = {each.pk for each in found}
    more = partial_candidates(question, known, lexemes)
    found += [each for each in more if each.pk not in there]
    return question, rank(question, found, known), ""


def _mended(question: Question, known: Lexicon) -> Question | None:
    """The question without its slips; None when there are none."""
    typed = list(question.typed)
    mended = mend(typed, known)
    return Question.of_words(mended, known) if mended != typed else None


def search(
    q: str,
    sector: str | None = None,
    agency: str | None = None,
    level: int | None = None,
    agency_level: str | None = None,
) -> list[Revision]:
    """The first procedures that hold every word of `q` (or one of its synonyms), best first.

    Without words: what the filters leave, most asked for first.
    """
    filters = Filters(sector or "", agency or "", level, agency_level or "")
    page = search_page(q, filters, as_typed=True)
    return [] if page.near else page.revisions


def lexemes_of(filters: Filters) -> list[str] | None:
    """The filters as the index has them, each a text of tsquery; None when one of them is nothing
    that could be there."""
    found = []
    for kind, value in (
        ("sector", filters.sector),
        ("agency", filters.agency),
        ("level", str(filters.level or "")),
        ("place", filters.agency_level),
        ("who", filters.audience),
    ):
        if value and not _VALUE.fullmatch(value):
            return None
        if value:
            found.append(f"'{kind}={value}'")
    return found
