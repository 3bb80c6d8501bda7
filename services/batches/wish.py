"""What a batch wants of one procedure."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from services.content import RevisionContent

Make = Callable[[RevisionContent | None], RevisionContent]


class LeftOut(Exception):
    """This procedure stays as it is; the text says why, for the preview."""


@dataclass(frozen=True)
class Wish:
    """`make` gives the new content from what is in force (None: nothing is). It may raise LeftOut,
    or FileRefused for a mistake of the file that only shows beside what is in force. `more` is
    BatchRow.more_json."""

    line: int
    code: str
    name: str
    make: Make
    more: dict[str, Any] = field(default_factory=dict)
