"""Cuts text into the words that are indexed and asked for: folded, letters and digits only."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from portal.shared.folding import fold

_WORD = re.compile(r"[a-z0-9]+")
_TYPED_WORD = re.compile(r"[^\W_]+")
_LOCAL_SUFFIX = re.compile(r"\.000\.00\.00\.[a-z]\d{2}(\.\d{2})?\b")
_CODE = re.compile(r"\b(\d)\.(\d{2,6})\b")


@dataclass(frozen=True)
class Token:
    """A word as it was typed (lower case, with its diacritics) and as it is searched for."""

    typed: str
    folded: str
    start: int = 0
    end: int = 0


def words(text: str) -> list[str]:
    """`Cấp Phiếu lý lịch` becomes `cap`, `phieu`, `ly`, `lich`; a code stays one word of digits."""
    folded = _LOCAL_SUFFIX.sub("", fold(text))
    return _WORD.findall(_CODE.sub(r"\1\2", folded))


def phrase_of(text: str) -> str:
    """The words of a text with one space between them."""
    return " ".join(words(text))


def code_words(code: str) -> list[str]:
    """What people type for a code: `2000488` and `000488`, for prefix matches too."""
    national = words(code)[0]
    return [national, national[1:]]


def beside(sequence: Sequence[str]) -> list[str]:
    """The lexemes of each word with the one after it: `khai_sinh`."""
    return [f"{one}_{other}" for one, other in pairwise(sequence)]


def tokens(text: str) -> list[Token]:
    """The words of a text with what was typed for each; the same words as `words` finds."""
    lower = _LOCAL_SUFFIX.sub("", unicodedata.normalize("NFC", text).lower())
    return _cut(_CODE.sub(r"\1\2", lower))


@lru_cache(maxsize=10_000)
def places(text: str) -> tuple[Token, ...]:
    """The words of a text with where each stands in it, for highlighting. Names of procedures are
    asked for again and again; cutting one took 50 µs."""
    return tuple(_cut(text))


@lru_cache(maxsize=20_000)
def _folded(word: str) -> str:
    """Names are made of the same few thousand words."""
    return fold(word)


def _cut(text: str) -> list[Token]:
    found = []
    for match in _TYPED_WORD.finditer(text):
        folded = _folded(match[0])
        if _WORD.fullmatch(folded):
            found.append(Token(match[0], folded, match.start(), match.end()))
    return found


@lru_cache(maxsize=20_000)
def accents(word: str) -> str:
    """The marks of a word in one order: `hóa` and `hoá` are the same, `táng` and `tặng` are not."""
    return "".join(sorted(unicodedata.normalize("NFD", word.lower()).replace("đ", "d\u0335")))


def spelt(name: str) -> set[str]:
    """How the words of a name are written, for comparing by `accents`."""
    return {accents(word) for word in _TYPED_WORD.findall(unicodedata.normalize("NFC", name))}
