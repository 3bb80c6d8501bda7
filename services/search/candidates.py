"""One statement finds what may be meant: a bounded number of procedures, from indexes.

Ranking every procedure that holds a common word would cost as much as the catalogue is large. So
the candidates are few, and chosen so that the best are among them:

- the whole phrase at the beginning of the name, or somewhere in it;
- every word anywhere, popular procedures and short names first (`search_order`);
- what a saying stands for, words that stand side by side, and the rarest words in twos, for
  questions that hold a word too many;
- what a life event names.

Filters are lexemes of the same index, so a filter narrows before the bound and not after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.db import connection

from services.search.lexicon import Lexicon
from services.search.question import Question, Reading

# How many each way of finding gives.
BEGINNING, PHRASE, HOLDING, MEANING, BESIDE, TWO_RARE, ANY = 60, 90, 240, 60, 60, 60, 30
MOST_RARE, MOST_BESIDE = 4, 2

_MATCHES = "c.search_vector @@ %s::tsquery"
_IN_FORCE = (
    "EXISTS (SELECT FROM services_revision i WHERE i.procedure_id = c.id AND i.state = 'published')"
)


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

    def matching(self, query: str, limit: int) -> None:
        self._add(_MATCHES, " & ".join(f"({each})" for each in (query, *self.filters)), limit=limit)

    def where(self, condition: str, value: Any, limit: int) -> None:
        if self.filters:
            narrowed = " & ".join(f"({each})" for each in self.filters)
            self._add(f"{condition} AND {_MATCHES}", value, narrowed, limit=limit)
        else:
            self._add(condition, value, limit=limit)

    def _add(self, condition: str, *values: Any, limit: int) -> None:
        self.texts.append(
            f"(SELECT c.id FROM services_procedure c WHERE {condition} AND {_IN_FORCE}"  # noqa: S608
            f" ORDER BY c.search_order DESC, c.id LIMIT {limit})"
        )
        self.values += values


def candidates(question: Question, lexicon: Lexicon, filters: Sequence[str]) -> list[Candidate]:
    """At most some hundreds, in no order."""
    sources = _Sources(filters)
    every = [_every(reading, question) for reading in question.readings]
    sources.matching(" | ".join(f"({each})" for each in every), HOLDING)
    for reading in question.readings:
        if len(reading.words) > 1:
            sources.matching(_side_by_side(reading), PHRASE)
        sources.where("c.search_text LIKE %s", f"{reading.phrase}%", BEGINNING)
    for meaning in _meanings(question):
        sources.matching(_all_of(meaning), MEANING)
    _add_neighbours(sources, question, lexicon)
    _add_rare(sources, question, lexicon)
    named = [number for event in question.touched for number in event.procedures]
    if named:
        sources.where("c.id = ANY(%s)", named, len(named))
    whole = ", ".join(["p.search_vector @@ %s::tsquery"] * len(every))
    sql = (
        f"SELECT p.id, p.name, p.search_text, p.code, p.popularity, ARRAY[{whole}]"  # noqa: S608
        f" FROM ({' UNION '.join(sources.texts)}) f JOIN services_procedure p ON p.id = f.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*every, *sources.values])
        return [Candidate(*row) for row in cursor.fetchall()]


def _meanings(question: Question) -> set[tuple[str, ...]]:
    """What single sayings stand for, where the question says more than that."""
    found = {
        saying.meanings[meaning]
        for reading in question.readings
        for saying, meaning in reading.sayings
    }
    return found - {reading.words for reading in question.readings}


def _add_neighbours(sources: _Sources, question: Question, lexicon: Lexicon) -> None:
    """The rarest two words that stand side by side in names and in the question."""
    beside = {
        f"{one} {two}"
        for reading in question.readings
        for one, two in pairwise(reading.words)
        if lexicon.pairs.get(f"{one} {two}")
    }
    for pair in sorted(beside, key=lambda each: (lexicon.pairs[each], each))[:MOST_BESIDE]:
        one, two = pair.split()
        sources.matching(f"'{one}' <-> '{two}'", BESIDE)


def _add_rare(sources: _Sources, question: Question, lexicon: Lexicon) -> None:
    words = dict.fromkeys(word for reading in question.readings for word in reading.words)
    known = [word for word in words if lexicon.words.get(word)]
    rare = sorted(known, key=lambda word: lexicon.words[word])[:MOST_RARE]
    two = [f"('{a}' & '{b}')" for place, a in enumerate(rare) for b in rare[place + 1 :]]
    if two:
        sources.matching(" | ".join(two), TWO_RARE)
    for word in rare[:2]:
        sources.matching(f"'{word}'", ANY)


def _every(reading: Reading, question: Question) -> str:
    """Every word; the last one may be unfinished. What was said for something else is only meant
    itself where its words stand side by side: "sổ đỏ" is not "Sổ … do"."""
    *finished, last = reading.words
    beside = len(question.readings) > 1 and not reading.sayings
    between = " <-> " if beside else " & "
    return between.join([*(f"'{word}'" for word in finished), f"'{last}':*"])


def _all_of(words: Sequence[str]) -> str:
    return " & ".join(f"'{word}'" for word in words)


def _side_by_side(reading: Reading) -> str:
    return " <-> ".join(f"'{word}'" for word in reading.words)
