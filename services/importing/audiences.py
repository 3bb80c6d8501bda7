"""Whom a procedure is for: a file of procedures does not say it."""

import json
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parent.parent / "data" / "audiences.json"


@cache
def _notes() -> dict[str, Any]:
    notes: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return notes


def audiences_of(code: str, sector: str) -> tuple[str, ...]:
    """By hand for the procedure, else by its sector, else for both citizens and businesses."""
    notes = _notes()
    found = notes["codes"].get(code) or notes["sectors"].get(sector) or notes["both"]
    return tuple(found)
