"""The content of a revision as a value: what an import builds, admins edit and approval publishes.

Everything here is plain data: `as_json` writes it, `from_json` reads it, and reading back what was
written gives an equal value. What is left at its default is not written, so that a new attribute
leaves the fingerprint of older contents as it is.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any, ClassVar, Self

Json = dict[str, Any]


class ContentError(ValueError):
    """No content can be read from this data; the text says where and why (Vietnamese)."""


class _Part:
    """Writes and reads the attributes of a frozen dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    def as_json(self) -> Json:
        """Its JSON, without what has its default value."""
        data = {each.name: getattr(self, each.name) for each in fields(self)}
        return {
            name: _plain(value)
            for name, value in data.items()
            if value != _default(self.__dataclass_fields__[name])
        }

    @classmethod
    def from_json(cls, data: Any) -> Self:
        """The value of this JSON. Raises ContentError for unknown or missing attributes."""
        if not isinstance(data, Mapping):
            raise ContentError(f"{cls.__name__}: phải là một đối tượng JSON")
        known = {each.name: each for each in fields(cls)}
        for name in data:
            if name not in known:
                raise ContentError(f"{cls.__name__}: không có thuộc tính “{name}”")
        for name, each in known.items():
            if name not in data and _default(each) is MISSING:
                raise ContentError(f"{cls.__name__}: thiếu thuộc tính “{name}”")
        return cls(**{name: cls._read(name, value) for name, value in data.items()})

    @classmethod
    def _read(cls, name: str, value: Any) -> Any:
        part = _LISTS.get((cls.__name__, name))
        if part is not None or (cls.__name__, name) in _TUPLES:
            if not isinstance(value, list):
                raise ContentError(f"{cls.__name__}.{name}: phải là một danh sách")
            return tuple(part.from_json(each) if part else each for each in value)
        return value


@dataclass(frozen=True)
class LegalText(_Part):
    """A legal text the procedure stands on. `ends_on` (ISO day) is its last day in force, or
    empty."""

    text: str
    ends_on: str = ""


@dataclass(frozen=True)
class PaperContent(_Part):
    """One paper asked for, see services.models.Requirement. `template` is the key of a
    TemplateFile, or empty."""

    key: str
    name: str
    required: bool = True
    originals: int = 0
    copies: int = 0
    note: str = ""
    certified: int = 0
    template: str = ""
    replaced_by: Json = field(default_factory=dict)


@dataclass(frozen=True)
class FeeContent(_Part):
    """One fee or charge, see services.models.FeeItem."""

    key: str
    kind: str
    name: str
    rule: Json
    legal_basis: str = ""
    set_by: str = "centre"


@dataclass(frozen=True)
class ReductionContent(_Part):
    """A reduction of this procedure alone, see services.models.Reduction. Days are ISO texts."""

    key: str
    name: str
    legal_basis: str
    valid_from: str
    valid_to: str = ""
    percent: int | None = None
    amount_vnd: int | None = None
    channel: str = "any"
    fees_set_by: str = ""
    applicant_classes: tuple[str, ...] = ()
    condition: Json = field(default_factory=dict)


@dataclass(frozen=True)
class StepContent(_Part):
    """One handling step, see services.models.Step. `budget_hours` are working hours, as a text
    with at most one decimal place (`"4"`, `"0.5"`), or empty."""

    role: str
    name: str
    agency: str = ""
    work: str = ""
    budget_hours: str = ""


@dataclass(frozen=True)
class RevisionContent(_Part):
    """Everything that binds a dossier; two equal contents have the same fingerprint."""

    name: str
    sector: str
    local_code: str = ""
    level: int = 3
    agency_level: str = "province"
    agency_text: str = ""
    handling_agency_code: str = ""
    receiving_agency_code: str = ""
    audiences: tuple[str, ...] = ()
    time_value: int | None = None
    time_unit: str = ""
    time_note: str = ""
    legal_time_value: int | None = None
    clock_rule: str = "next_day"
    fee_stated: bool = True
    fee_note: str = ""
    eform: Json = field(default_factory=dict)
    legal_basis: tuple[LegalText, ...] = ()
    results: tuple[str, ...] = ()
    return_channels: tuple[str, ...] = ()
    source: Json = field(default_factory=dict)
    papers: tuple[PaperContent, ...] = ()
    fees: tuple[FeeContent, ...] = ()
    reductions: tuple[ReductionContent, ...] = ()
    steps: tuple[StepContent, ...] = ()
    notices: Json = field(default_factory=dict)
    result_template: str = "reply"

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the content, for telling whether a file changes anything."""
        text = json.dumps(self.as_json(), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


_LISTS: dict[tuple[str, str], type[_Part]] = {
    ("RevisionContent", "legal_basis"): LegalText,
    ("RevisionContent", "papers"): PaperContent,
    ("RevisionContent", "fees"): FeeContent,
    ("RevisionContent", "reductions"): ReductionContent,
    ("RevisionContent", "steps"): StepContent,
}
_TUPLES = {
    ("RevisionContent", "audiences"),
    ("RevisionContent", "results"),
    ("RevisionContent", "return_channels"),
    ("ReductionContent", "applicant_classes"),
}


def _default(each: Field[Any]) -> Any:
    if each.default_factory is not MISSING:
        return each.default_factory()
    return each.default


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [each.as_json() if isinstance(each, _Part) else each for each in value]
    return value
