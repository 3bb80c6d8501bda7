"""What we wrote by hand and a file of procedures cannot say: `services/data/*.json`."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from services.content import PaperContent

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True)
class SectorNotes:
    """Of a sector: whether it charges phí or lệ phí, and the laws it stands on."""

    charge: str = "le_phi"
    legal_basis: tuple[str, ...] = ()


@dataclass(frozen=True)
class Handmade:
    """Everything made by hand, by national code where it belongs to one procedure."""

    eforms: dict[str, dict[str, Any]]
    general_eform: dict[str, Any]
    fees: dict[str, list[dict[str, Any]]]
    reductions: list[dict[str, Any]]
    papers: dict[str, tuple[PaperContent, ...]]
    results: dict[str, list[str]]
    levels: dict[str, int]
    sectors: dict[str, SectorNotes] = field(default_factory=dict)
    wording: dict[str, dict[str, str]] = field(default_factory=dict)
    agency_names: tuple[tuple[str, str], ...] = ()
    popular: tuple[str, ...] = ()

    def reworded(self, column: str, text: str) -> str:
        """A note in words for the public, where the published one is shorthand."""
        return self.wording.get(column, {}).get(text, text)


def load(folder: Path = DATA) -> Handmade:
    """Reads the folder; raises ValueError (json) when a file in it is broken."""
    eforms = {path.stem: _read(path) for path in sorted((folder / "eforms").glob("*.json"))}
    requirements = _read(folder / "requirements.json")
    return Handmade(
        general_eform=eforms.pop("general"),
        eforms=eforms,
        fees=_read(folder / "fees.json"),
        reductions=_read(folder / "reductions.json"),
        papers={code: _papers(notes["papers"]) for code, notes in requirements.items()},
        results={code: notes["results"] for code, notes in requirements.items()},
        levels={code: notes["level"] for code, notes in requirements.items()},
        sectors={
            notes["name"]: SectorNotes(notes["charge"], tuple(notes["legal_basis"]))
            for notes in _read(folder / "sectors.json")
        },
        wording=_read(folder / "wording.json"),
        agency_names=tuple(
            (notes["words"], notes["agency"]) for notes in _read(folder / "agency_names.json")
        ),
        popular=tuple(_read(folder / "popular.json")),
    )


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _papers(notes: list[dict[str, Any]]) -> tuple[PaperContent, ...]:
    return tuple(PaperContent(**paper) for paper in notes)
