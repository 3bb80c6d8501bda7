"""One thing that is missing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Gap:
    """`part` is a part of the draft ("facts", "papers", "form", …), `place` what in it (a key, or
    empty), `text` a sentence that says what to do."""

    part: str
    place: str
    text: str
