"""A procedure in our own words, as it is told to the national catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.national.mapping.change import PayloadError


@dataclass(frozen=True)
class ProcedureEntry:
    """One change of the catalogue: the procedure as it was right after it."""

    code: str
    local_code: str
    name: str
    sector_code: str
    sector_name: str
    # Of the revision; 2, 3 or 4.
    level: int
    revision: int
    agency: str
    in_force: bool
    at: datetime


def read_entry(payload: Mapping[str, Any]) -> ProcedureEntry:
    """The entry that this payload holds. Raises PayloadError."""
    try:
        procedure = dict(payload["procedure"])
        return ProcedureEntry(**procedure | {"at": datetime.fromisoformat(procedure["at"])})
    except (KeyError, TypeError, ValueError) as error:
        raise PayloadError(f"{type(error).__name__}: {error}") from error
