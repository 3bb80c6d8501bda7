"""A change of state in our own words, read from an outbox message."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.national.mapping.enclosures import NONE, Enclosures


class PayloadError(Exception):
    """The message cannot be put on the wire; the text says what is missing."""


@dataclass(frozen=True)
class Names:
    """What the catalogue says about the dossier's procedure and the agencies of the change."""

    procedure_code: str
    procedure_name: str
    sector_code: str
    sector_name: str
    handling_agency: str
    acting_agency: str


@dataclass(frozen=True)
class Change:
    """One step of one dossier, with the dossier as it was right after it."""

    code: str
    provenance: str
    return_channel: str
    applicant: Mapping[str, Any]
    filed_at: datetime | None
    received_at: datetime | None
    due_at: datetime | None
    completed_at: datetime | None
    returned_at: datetime | None
    status: int
    event: str
    to_state: str
    at: datetime
    actor_name: str
    role: str
    reason: str
    names: Names
    enclosures: Enclosures = NONE


def read_change(payload: Mapping[str, Any], names: Names, enclosures: Enclosures = NONE) -> Change:
    """The change that this payload holds. Raises PayloadError."""
    try:
        dossier, step = payload["dossier"], payload["step"]
        return Change(
            code=dossier["code"],
            provenance=dossier["provenance"],
            return_channel=dossier["return_channel"],
            applicant=dossier["applicant"] or {},
            filed_at=_moment(dossier["filed_at"]),
            received_at=_moment(dossier["received_at"]),
            due_at=_moment(dossier["due_at"]),
            completed_at=_moment(dossier["completed_at"]),
            returned_at=_moment(dossier["returned_at"]),
            status=int(step["status"]),
            event=step["event"],
            to_state=step["to_state"],
            at=datetime.fromisoformat(step["at"]),
            actor_name=step["actor_name"],
            role=step["role"],
            reason=step["reason"],
            names=names,
            enclosures=enclosures,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise PayloadError(f"{type(error).__name__}: {error}") from error


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
