"""What the last look saw, kept in the root so that a restart goes on where the last one was.

Of every file: as it was seen, and which intake was open at the desk in the look BEFORE it was first
seen. A file began after that look, so when the same intake has been open in every look since, no
other client was there while it was scanned.
"""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from counter.scanner.places import Sighting

_NAME = ".lan-xem.json"


@dataclass
class Seen:
    """One file. `intake`: open at the desk before it began and ever since; empty: nobody's."""

    sighting: Sighting
    intake: str


@dataclass
class Desk:
    """One desk at the last look."""

    intake: str = ""
    files: dict[str, Seen] = field(default_factory=dict)


@dataclass
class Memory:
    """All desks, and when they were looked at (None: never)."""

    at: datetime | None = None
    desks: dict[str, Desk] = field(default_factory=dict)


def load(root: Path) -> Memory:
    """Nothing is remembered where the file is missing or broken: then files are nobody's."""
    try:
        kept = json.loads((root / _NAME).read_text(encoding="utf-8"))
        desks = {
            name: Desk(
                desk["intake"],
                {
                    file: Seen(Sighting(**seen["sighting"]), seen["intake"])
                    for file, seen in desk["files"].items()
                },
            )
            for name, desk in kept["desks"].items()
        }
        at = datetime.fromisoformat(kept["at"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Memory()
    return Memory(at, desks) if at.tzinfo else Memory()


def save(root: Path, memory: Memory) -> None:
    """Whole or not at all; a share that is away loses nothing but the memory."""
    if memory.at is None:
        return
    kept = {
        "at": memory.at.isoformat(),
        "desks": {name: asdict(desk) for name, desk in memory.desks.items()},
    }
    with suppress(OSError):
        unfinished = root / f"{_NAME}.tmp"
        unfinished.write_text(json.dumps(kept), encoding="utf-8")
        os.replace(unfinished, root / _NAME)
