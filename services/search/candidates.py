"""One statement finds what may be meant: a bounded number of procedures, from indexes.

Ranking every procedure that holds a common word would cost as much as the catalogue is large. So
each way of finding gives a bounded number, and no way reads more rows than its bound:

- every word anywhere: among the popular procedures and short names (`search_order` above a limit
  that about TOP of them reach) the first of that order; beyond them, up to SEEN rows in the order
  of the table;
- the whole phrase at the beginning of the name, or somewhere in it (pairs of words are lexemes, so
  no row is read to see that they stand side by side);
- what a life event names.

Only where that is doubtful a second statement asks for what holds a part of the words: a last word
that goes on, what a saying stands for, the rarest pairs and words. Filters are lexemes of the same
index, so a filter narrows before the bounds and not after them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from services.search.lexicon import Lexicon
from services.search.question import Question, Reading
from services.search.tokens import beside

# How many each way of finding gives; how many rows it reads at most.
BEGINNING, PHRASE, HOLDING, PART = 60, 90, 240, 60
SEEN = 800
MOST_RARE, MOST_BESIDE = 4, 2
# A single word that more procedures have is no help.
COMMON = 1500

_MATCHES = "search_vector @@ %s::tsquery"


@dataclass(frozen=True)
class Candidate:
    """A procedure that may be meant. `text` is its folded name, `whole` says of each reading
    whether every word of it is there, be it in its sector or agency."""

    pk: int
    name: str
    text: str
    code: str
    popularity: int
    whole: Sequence[bool]


@dataclass
class _Sources:
    filters: Sequence[str]
    texts: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def first(self, query: str, above: int, limit: int) -> None:
        """Of the popular and short ones, in their order."""
        self._add(
            f"SELECT id FROM services_procedure WHERE {_MATCHES} AND search_order >= %s"  # noqa: S608
            f" ORDER BY search_order DESC, id LIMIT {limit}",
            self._narrowed(query),
            above,
        )

    def matching(self, query: str, limit: int) -> None:
        """The best by that order of as many rows as may be read."""
        self._add(
            "SELECT id FROM (SELECT id, search_order FROM services_procedure"  # noqa: S608
            f" WHERE {_MATCHES} LIMIT {SEEN}) s ORDER BY search_order DESC, id LIMIT {limit}",
            self._narrowed(query),
        )

    def where(self, condition: str, value: Any, limit: int) -> None:
        """Of another index."""
        values = [value]
        if self.filters:
            condition = f"{condition} AND {_MATCHES}"
            values.append(" & ".join(f"({each})" for each in self.filters))
        self._add(
            f"SELECT id FROM services_procedure WHERE {condition} LIMIT {limit}",  # noqa: S608
            *values,
        )

    def read(self, every: list[str]) -> list[Candidate]:
        """All of them that are in force, each once."""
        if not self.texts:
            return []
        whole = ", ".join([f"p.{_MATCHES}"] * len(every))
        union = " UNION ".join(f"({text})" for text in self.texts)
        sql = (
            f"SELECT p.id, p.name, p.search_text, p.code, p.popularity, ARRAY[{whole}]"  # noqa: S608
            f" FROM ({union}) f JOIN services_procedure p ON p.id = f.id"
            " JOIN services_revision r ON r.procedure_id = p.id AND r.state = 'published'"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [*every, *self.values])
            return [Candidate(*row) for row in cursor.fetchall()]

    def _narrowed(self, query: str) -> str:
        return " & ".join(f"({each})" for each in (query, *self.filters))

    def _add(self, text: str, *values: Any) -> None:
        self.texts.append(text)
        self.values += values


def candidates(question: Question, lexicon: Lexicon, filters: Sequence[str]) -> list[Candidate]:
    """What holds every word of a reading, or is named by a life event; in no order."""
    sources = _Sources(filters)
    every = [
        _every(reading, question, unfinished=not lexicon.words.get(reading.words[-1]))
        for reading in question.readings
    ]
    either = _any_of(every)
    if lexicon.top_order is not None:
        sources.first(either, lexicon.top_order, HOLDING)
    sources.matching(either, HOLDING)
    phrases = [_side_by_side(r.words) for r in question.readings if len(r.words) > 1]
    if phrases:
        sources.matching(_any_of(phrases), PHRASE)
    for reading in question.readings:
        sources.where("search_text LIKE %s", f"{reading.phrase}%", BEGINNING)
    named = [number for event in question.touched for number in event.procedures]
    if named:
        sources.where("id = ANY(%s)", named, len(named))
    return sources.read(every)


def partial_candidates(
    question: Question, lexicon: Lexicon, filters: Sequence[str]
) -> list[Candidate]:
    """What holds a part of the words; in no order."""
    sources = _Sources(filters)
    every = [_every(reading, question, unfinished=True) for reading in question.readings]
    sources.matching(_any_of(every), HOLDING)
    for meaning in _meanings(question):
        sources.matching(_all_of(meaning), PART)
    pairs = {pair for reading in question.readings for pair in beside(reading.words)}
    known = {pair: lexicon.pairs.get(pair.replace("_", " "), 0) for pair in pairs}
    rare_pairs = sorted((pair for pair in pairs if known[pair]), key=lambda p: (known[p], p))
    for pair in rare_pairs[:MOST_BESIDE]:
        sources.matching(f"'{pair}'", PART)
    words = {word for reading in question.readings for word in reading.words}
    rare = sorted((w for w in words if lexicon.words.get(w)), key=lambda w: (lexicon.words[w], w))
    rare = rare[:MOST_RARE]
    two = [f"('{a}' & '{b}')" for place, a in enumerate(rare) for b in rare[place + 1 :]]
    if two:
        sources.matching(" | ".join(two), PART)
    for word in rare[:2]:
        if lexicon.words[word] <= COMMON or len(rare) == 1:
            sources.matching(f"'{word}'", PART)
    return sources.read(every)


def _meanings(question: Question) -> set[tuple[str, ...]]:
    """What single sayings stand for, where the question says more than that."""
    found = {
        saying.meanings[meaning]
        for reading in question.readings
        for saying, meaning in reading.sayings
    }
    return found - {reading.words for reading in question.readings}


def _every(reading: Reading, question: Question, unfinished: bool) -> str:
    """Every word; the last one may be `unfinished`. What was said for something else is only meant
    itself where its words stand side by side: "sổ đỏ" is not "Sổ … do"."""
    if len(question.readings) > 1 and not reading.sayings and len(reading.words) > 1:
        return _side_by_side(reading.words)
    return _all_of(reading.words) + (":*" if unfinished else "")


def _all_of(words: Sequence[str]) -> str:
    return " & ".join(f"'{word}'" for word in words)


def _any_of(queries: Sequence[str]) -> str:
    return " | ".join(f"({each})" for each in queries)


def _side_by_side(words: Sequence[str]) -> str:
    return _all_of(beside(words))
