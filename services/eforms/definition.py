"""A whole form, parsed from the JSON of a revision and never changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from portal.shared.clock import today
from services.eforms.checks.keys import check_keys
from services.eforms.checks.references import check_references
from services.eforms.errors import DefinitionError
from services.eforms.findings import Findings
from services.eforms.form import (
    BY_AGE,
    DONG,
    NUMBERS,
    TODAY,
    TYPES,
    WITH_CHOICES,
    Choice,
    Field,
    Section,
    least_items,
    most_items,
)
from services.eforms.limits import MAX_ITEMS, MAX_SECTIONS
from services.eforms.parsing import parse_section
from services.eforms.reader import Reader

__all__ = [
    "BY_AGE",
    "DONG",
    "MAX_ITEMS",
    "NUMBERS",
    "TODAY",
    "TYPES",
    "WITH_CHOICES",
    "Choice",
    "EForm",
    "Field",
    "Section",
    "check",
    "least_items",
    "most_items",
]


@dataclass(frozen=True)
class EForm:
    """A whole form. Without sections there is nothing to declare."""

    sections: tuple[Section, ...] = ()

    @classmethod
    def parse(cls, data: Any) -> Self:
        """The form of a JSON object. Raises DefinitionError with the path of the first mistake."""
        sections, findings = _read(data)
        for error in findings:
            raise error
        return cls(sections)

    def as_json(self) -> dict[str, Any]:
        """Its JSON; `EForm.parse` of it gives an equal form."""
        return {"sections": [section.as_json() for section in self.sections]}

    def fields(self) -> Iterator[Field]:
        """All fields in order, those inside groups left out."""
        for section in self.sections:
            yield from section.fields

    def field(self, key: str) -> Field | None:
        """The top field with this key, or None."""
        return next((field for field in self.fields() if field.key == key), None)

    def section(self, key: str) -> Section | None:
        """The section with this key, or None."""
        return next((section for section in self.sections if section.key == key), None)


def check(data: Any) -> list[DefinitionError]:
    """All mistakes of a form in the order of the form, at most `findings.MOST`; never raises.

    For whoever is still writing it: an empty section or a field without a type is a mistake among
    others. No mistakes: `EForm.parse` gives the form. It also says what makes no sense today (a
    last day before today), which `EForm.parse` may not: a published form stays readable.
    """
    return list(_read(data, today())[1])


def _read(data: Any, on: date | None = None) -> tuple[tuple[Section, ...], Findings]:
    findings = Findings(data, on)
    reader = Reader(data, "", findings)
    sections = tuple(
        parse_section(member, at, findings)
        for member, at in reader.items("sections", most=MAX_SECTIONS)
    )
    reader.finish()
    check_keys(sections, findings)
    check_references(sections, findings)
    return sections, findings
