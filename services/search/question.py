"""From what was typed to the readings that it may have."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from services.search.fillers import filler_at
from services.search.lexicon import Event, Lexicon, Saying
from services.search.spelling import same_letter
from services.search.tokens import Token, accents, tokens

MAX_LENGTH = 200
MAX_WORDS = 24
MAX_READINGS = 6


@dataclass(frozen=True)
class Reading:
    """The words to look for. `sayings` are those that stand for other words in it, each with the
    meaning that was taken."""

    words: tuple[str, ...]
    sayings: tuple[tuple[Saying, int], ...] = ()

    @property
    def phrase(self) -> str:
        """The words in a line."""
        return " ".join(self.words)


@dataclass(frozen=True)
class Question:
    """What was typed, as readings that each would be an answer, and the life events it names.

    `typed` are its words without fillers; `event` is the one that it is nothing but, `touched` are
    those it names among other words. `accented` are the words that were typed with their marks,
    `spelt` says how each was typed.
    """

    typed: tuple[str, ...]
    readings: tuple[Reading, ...]
    event: Event | None = None
    touched: tuple[Event, ...] = ()
    accented: tuple[tuple[str, str], ...] = ()
    spelt: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, typed: str, lexicon: Lexicon) -> "Question":
        """No readings when nothing can be searched for."""
        found = tokens(typed[:MAX_LENGTH])[:MAX_WORDS]
        spelt = same_letter([token.folded for token in found], lexicon)
        return cls.of(
            [replace(token, folded=word) for token, word in zip(found, spelt, strict=True)], lexicon
        )

    @classmethod
    def of_words(cls, words: list[str], lexicon: Lexicon) -> "Question":
        """Of words that are folded already."""
        return cls.of([Token(word, word) for word in words], lexicon)

    @classmethod
    def of(cls, found: list[Token], lexicon: Lexicon) -> "Question":
        """Of what was cut."""
        pieces: list[Piece] = list(found)
        pieces = _with_sayings(_without_fillers(_with_sayings(pieces, lexicon)), lexicon)
        whole = tuple(token.folded for token in found)
        plain = tuple(word for piece in pieces for word in _words_of(piece))
        event = next((e for e in lexicon.events if whole in e.sayings or plain in e.sayings), None)
        named = _named(whole, lexicon)
        touched = tuple(e for e in lexicon.events if e.slug in named) if named else ()
        accented = tuple(
            (token.folded, accents(token.typed)) for token in found if not token.typed.isascii()
        )
        typed = tuple((token.folded, token.typed) for token in found)
        return cls(plain, _readings(pieces), event, touched, accented, typed)


Piece = Token | Saying


def _words_of(piece: Piece) -> tuple[str, ...]:
    return piece.words if isinstance(piece, Saying) else (piece.folded,)


def _with_sayings(pieces: list[Piece], lexicon: Lexicon) -> list[Piece]:
    """Sayings stand for their words: the longest first, then from left to right."""
    there = [
        (place, saying)
        for place in range(len(pieces))
        for saying in _sayings_at(pieces, place, lexicon)
    ]
    there.sort(key=lambda pair: (-len(pair[1].words), pair[0]))
    taken: dict[int, Saying] = {}
    used: set[int] = set()
    for place, saying in there:
        covered = range(place, place + len(saying.words))
        if used.isdisjoint(covered):
            taken[place] = saying
            used.update(covered)
    return [
        taken.get(place, piece)
        for place, piece in enumerate(pieces)
        if place in taken or place not in used
    ]


def _sayings_at(pieces: list[Piece], place: int, lexicon: Lexicon) -> Iterator[Saying]:
    first = pieces[place]
    for saying in lexicon.sayings.get(first.folded, ()) if isinstance(first, Token) else ():
        there = pieces[place : place + len(saying.words)]
        if saying.words == tuple(each.folded for each in there if isinstance(each, Token)):
            yield saying


def _without_fillers(pieces: list[Piece]) -> list[Piece]:
    """Without "tôi muốn làm thủ tục"; all of it when nothing else is there."""
    kept: list[Piece] = []
    place = 0
    while place < len(pieces):
        run = []
        for piece in pieces[place:]:
            if isinstance(piece, Saying):
                break
            run.append(piece)
        length = filler_at(run, 0)
        if not length:
            kept.append(pieces[place])
        place += length or 1
    return kept or pieces


def _readings(pieces: list[Piece]) -> tuple[Reading, ...]:
    """What was typed itself, then with each meaning of each saying in it."""
    if not pieces:
        return ()
    plain = Reading(tuple(word for piece in pieces for word in _words_of(piece)))
    sayings = [piece for piece in pieces if isinstance(piece, Saying)]
    if not any(saying.means_other for saying in sayings):
        return (plain,)
    found = []
    for choice in product(*(range(len(saying.meanings)) for saying in sayings)):
        chosen = iter(choice)
        taken: list[tuple[Saying, int]] = []
        words: list[str] = []
        for piece in pieces:
            if isinstance(piece, Saying):
                meaning = next(chosen)
                words += piece.meanings[meaning]
                if piece.means_other:
                    taken.append((piece, meaning))
            else:
                words.append(piece.folded)
        found.append(Reading(tuple(words), tuple(taken)))
        if len(found) == MAX_READINGS:
            break
    return (*found, plain)


def _named(phrase: tuple[str, ...], lexicon: Lexicon) -> set[str]:
    """The life events (slugs) that a phrase names somewhere."""
    return {
        event.slug
        for start, word in enumerate(phrase)
        for saying, event in lexicon.events_by_word.get(word, ())
        if phrase[start : start + len(saying)] == saying
    }
