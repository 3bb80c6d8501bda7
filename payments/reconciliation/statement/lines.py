"""A line of a statement, and how it is known again in another file."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Line:
    """`number` is the line in the file, from 1; `amount_vnd` is negative for money out."""

    number: int
    day: date
    reference: str
    amount_vnd: int
    description: str


def with_fingerprints(lines: Iterable[Line]) -> list[tuple[Line, str]]:
    """Each line with what it is known by: day, reference and amount (without a reference also the
    description), and how many such lines stood in the file before it.

    Two files that overlap both hold a day's lines, so a line of the second file has the same
    fingerprint and is counted once; two equal lines of one file are two movements. A day that is
    cut in two files between two equal lines would lose one of them: banks cut by days.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for line in lines:
        name = (
            line.day.isoformat(),
            line.reference,
            str(line.amount_vnd),
            "" if line.reference else line.description,
        )
        seen[name] += 1
        text = "\x1f".join((*name, str(seen[name])))
        found.append((line, hashlib.sha256(text.encode()).hexdigest()))
    return found
