"""Words of politeness that nobody searches for: `services/data/fillers.json`."""

import json
from pathlib import Path

from services.search.tokens import Token, words

FILE = Path(__file__).resolve().parent.parent / "data" / "fillers.json"
# As typed: "cần" is a filler, "can" may be "căn cước".
_TYPED: tuple[tuple[str, ...], ...] = tuple(
    sorted(
        (tuple(each.split()) for each in json.loads(FILE.read_text(encoding="utf-8"))),
        key=len,
        reverse=True,
    )
)
FILLERS = tuple(tuple(words(" ".join(each))) for each in _TYPED)
# The longest first, as above.
_BY_FIRST_WORD = {
    first: tuple(filler for filler in _TYPED if filler[0] == first)
    for first in {filler[0] for filler in _TYPED}
}


def filler_at(tokens: list[Token], place: int) -> int:
    """How many words the filler has that begins at `place`; 0 when none does."""
    first = tokens[place].typed if place < len(tokens) else ""
    for filler in _BY_FIRST_WORD.get(first, ()):
        if tuple(token.typed for token in tokens[place : place + len(filler)]) == filler:
            return len(filler)
    return 0


def is_filler(text: str) -> bool:
    """Whether a text is nothing but a filler."""
    return tuple(text.lower().split()) in _TYPED
