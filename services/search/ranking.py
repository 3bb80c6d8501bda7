"""The order of the candidates. A few hundred are scored in the process: that takes about a
millisecond, and the same figures say later why a procedure was found."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log

from services.search.candidates import Candidate
from services.search.lexicon import Lexicon
from services.search.question import Question, Reading
from services.search.tokens import spelt

# What a perfect match of each kind is worth.
WORDS, NEIGHBOURS, DENSITY, BEGINS, POPULAR = 2.0, 1.0, 0.5, 0.2, 0.5
# A word that is in the sector or the agency, not in the name.
ELSEWHERE = 0.3
# The procedures of a life event, by their place: of one that is all that was typed, before what
# merely holds its words, and of one that is named among other words.
ALONE, ALONE_PER_PLACE, AMONG, AMONG_PER_PLACE = 100.0, 5.0, 0.2, 0.02
# The second and third meaning of a saying come after the first.
LATER_MEANING = 0.15
# Who does not say "again" asks for the first time.
SAYS_AGAIN = re.compile(r"\b(?:lai(?! xe)|gia han|dieu chinh|dinh chinh|xoa)\b")
AGAIN, UNASKED = (
    re.compile(r"^ (?:cap|dang ky) lai |^ (?:gia han|dieu chinh|xoa|dinh chinh) "),
    0.15,
)
# For a name that has all words with other marks than were typed; how many rows are looked at.
OTHER_MARKS, LOOKED_AT = 1.5, 60
# What is near is listed down to this part of the best.
NEAR_ENOUGH = 0.5


@dataclass(frozen=True)
class Ranked:
    """A candidate with its points; `reading` is the one that it answers best."""

    candidate: Candidate
    points: float
    whole: bool
    reading: Reading


@dataclass(frozen=True)
class Ranking:
    """Best first. `near`: none of them holds every word."""

    rows: list[Ranked]
    near: bool

    @property
    def is_doubtful(self) -> bool:
        """Nothing holds every word, or the best does so by chance: none of them side by side."""
        best = self.rows[0] if self.rows else None
        return best is None or not best.whole or best.points < WORDS + NEIGHBOURS / 2

    def is_clearly_better_than(self, other: "Ranking") -> bool:
        """Whether a mended question found what was meant."""
        if not self.rows or self.near:
            return False
        if other.near or not other.rows:
            return True
        return self.rows[0].points > other.rows[0].points + NEIGHBOURS / 2


def rank(question: Question, found: Sequence[Candidate], lexicon: Lexicon) -> Ranking:
    """What holds every word. What does not is listed only where it is the better answer all the
    same, or where nothing holds them all."""
    scales = [_Scale.of(reading, lexicon, place) for place, reading in enumerate(question.readings)]
    events = _event_points(question)
    named = set(question.event.procedures) if question.event else set()
    rows = [_ranked(each, scales, events.get(each.pk, 0), each.pk in named) for each in found]
    rows.sort(key=_order)
    if question.accented:
        # Who types marks means them; looked at where it decides.
        rows[:LOOKED_AT] = sorted(
            (_with_marks(row, question) for row in rows[:LOOKED_AT]), key=_order
        )
    best = next((row.points for row in rows if row.whole), None)
    if best is None:
        least = rows[0].points * NEAR_ENOUGH if rows else 0
        return Ranking([row for row in rows if row.points >= least], near=bool(rows))
    return Ranking([row for row in rows if row.whole or row.points > best], near=not rows[0].whole)


@dataclass(frozen=True)
class _Scale:
    """A reading with the weight of each of its words: the rarer, the heavier."""

    reading: Reading
    words: tuple[tuple[str, float], ...]
    beside: tuple[tuple[str, float], ...]
    meaning: int = 0

    @classmethod
    def of(cls, reading: Reading, lexicon: Lexicon, meaning: int) -> "_Scale":
        most = 1 + lexicon.most
        weights = [log(1 + most / (lexicon.words.get(word) or 1)) for word in reading.words]
        words = list(zip(reading.words, weights, strict=True))
        # With a space before and behind it is a whole word; the last one may be unfinished.
        spaced = [f" {word} " for word in reading.words[:-1]] + [f" {reading.words[-1]}"]
        beside = [
            (f"{one}{two[1:]}", a + b)
            for one, two, a, b in zip(spaced, spaced[1:], weights, weights[1:], strict=False)
        ]
        return cls(
            reading,
            tuple((each, weight) for each, (_word, weight) in zip(spaced, words, strict=True)),
            tuple(beside),
            meaning,
        )

    @property
    def asks_again(self) -> bool:
        """Whether the question itself says "again", "longer", "other"."""
        return bool(SAYS_AGAIN.search(self.reading.phrase))

    def points(self, text: str, whole: bool, popularity: int) -> float:
        """For a folded name between spaces. Popularity counts as far as the words fit."""
        all_weights = held = letters = 0.0
        for word, weight in self.words:
            all_weights += weight
            if word in text:
                held += weight
                letters += len(word) - 1
            elif whole:
                held += weight * ELSEWHERE
        neighbours = sum(weight for pair, weight in self.beside if pair in text)
        all_neighbours = sum(weight for _pair, weight in self.beside)
        first_word = AGAIN.match(text)
        unasked = first_word and not self.asks_again
        return (
            WORDS * held / all_weights
            + (NEIGHBOURS * neighbours / all_neighbours if all_neighbours else 0)
            + DENSITY * min(1.0, letters / len(text))
            + (BEGINS if text.startswith(f" {self.reading.phrase}") else 0)
            + POPULAR * popularity / 100 * (held / all_weights) ** 2
            - (UNASKED if unasked else 0)
            - LATER_MEANING * self.meaning
        )


def _ranked(each: Candidate, scales: list[_Scale], event: float, named: bool) -> Ranked:
    digits = each.code.replace(".", "")  # as code_words, without the cost for hundreds
    text = f" {each.text} {digits} {digits[1:]} "
    best = max(
        (
            (whole, scale.points(text, whole, each.popularity), scale.reading)
            for scale, whole in zip(scales, each.whole, strict=True)
        ),
        key=lambda answer: answer[:2],
    )
    whole, points, reading = best
    return Ranked(each, points + event, whole or named, reading)


def _order(row: Ranked) -> tuple[float, int, str]:
    return (-row.points, len(row.candidate.text), row.candidate.text)


def _with_marks(row: Ranked, question: Question) -> Ranked:
    """Less for each word that the name has with other marks: `táng` where `tặng` was typed."""
    asked = [(word, marks) for word, marks in question.accented if word in row.reading.words]
    there = spelt(row.candidate.name) if asked else set()
    other = sum(
        f" {word} " in f" {row.candidate.text} " and marks not in there for word, marks in asked
    )
    if not other:
        return row
    return replace(row, points=row.points - OTHER_MARKS * other / len(row.reading.words))


def _event_points(question: Question) -> dict[int, float]:
    found: dict[int, float] = {}
    for event in question.touched:
        alone = event == question.event
        most, less = (ALONE, ALONE_PER_PLACE) if alone else (AMONG, AMONG_PER_PLACE)
        for place, number in enumerate(event.procedures):
            found[number] = max(found.get(number, 0.0), most - less * place)
    return found
