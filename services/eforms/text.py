"""Typed text made safe to store and to compare, without changing what it says."""

import re
import unicodedata

HARD_CAP = 20_000

_SPACES = re.compile(r"\s+")
_BLANK_LINES = re.compile(r"\n{3,}")
# Marks that turn the direction of writing: they can make a text read other than it is.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line(text: str) -> str:
    """Composed letters, no control characters, single spaces, at most HARD_CAP characters."""
    return _SPACES.sub(" ", _clear(text)).strip()[:HARD_CAP].strip()


def many_lines(text: str) -> str:
    """The same, keeping the lines."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = "\n".join(one_line(line) for line in _clear(unified).split("\n"))
    return _BLANK_LINES.sub("\n\n", lines).strip()[:HARD_CAP].strip()


def _clear(text: str) -> str:
    # The hard cap first: the work below must not grow with what a stranger sends.
    kept = (char for char in text[: 2 * HARD_CAP] if _is_kept(char))
    return unicodedata.normalize("NFC", "".join(kept))


def _is_kept(char: str) -> bool:
    """Neither control characters, nor halves of surrogate pairs, nor turning marks."""
    if char in "\n\t":
        return True
    return char not in _TURNING and unicodedata.category(char) not in ("Cc", "Cs")
