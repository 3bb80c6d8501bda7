"""The content of a revision as a value: what an import builds and what is published."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class PaperContent:
    """One paper asked for, see services.models.Requirement."""

    key: str
    name: str
    required: bool
    originals: int = 0
    copies: int = 0
    note: str = ""


@dataclass(frozen=True)
class FeeContent:
    """One fee or charge, see services.models.FeeItem."""

    key: str
    kind: str
    name: str
    rule: dict[str, Any]
    legal_basis: str = ""
    set_by: str = "centre"


@dataclass(frozen=True)
class StepContent:
    """One handling step, see services.models.Step."""

    role: str
    name: str


@dataclass(frozen=True)
class RevisionContent:
    """Everything that binds a dossier; two equal contents have the same fingerprint."""

    name: str
    sector: str
    local_code: str
    level: int
    agency_level: str
    agency_text: str
    handling_agency_code: str
    time_value: int | None
    time_unit: str
    time_note: str
    fee_stated: bool
    fee_note: str
    eform: dict[str, Any]
    legal_basis: tuple[str, ...]
    results: tuple[str, ...]
    return_channels: tuple[str, ...]
    source: dict[str, str]
    papers: tuple[PaperContent, ...]
    fees: tuple[FeeContent, ...]
    steps: tuple[StepContent, ...]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the content, for telling whether a file changes anything."""
        text = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()
