"""What is sent of a message, as rows to read."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.utils.translation import gettext as _

from dossiers.states import NATIONAL_CODE, State
from portal.national.web import words
from portal.national.web.field_words import LABELS, NAMES, NUMBERS, RECORDS

WIRE_MOMENT = "%Y%m%d%H%M%S"
STATUS_WORDS = {str(code): State(state).label for state, code in NATIONAL_CODE.items()}


@dataclass(frozen=True)
class FieldRow:
    """One field: its name on the wire, in words, its value (lines for a list), whether mended."""

    name: str
    label: str
    value: str
    is_mended: bool


@dataclass(frozen=True)
class RecordTable:
    """One record of a message."""

    service: str
    title: str
    rows: list[FieldRow]


def record_tables(
    records: Mapping[str, Mapping[str, object]], *, mended: Iterable[str], shows_names: bool
) -> list[RecordTable]:
    """The records to read; numbers and addresses of people are never whole, their names only for
    those who may read the dossier (`shows_names`)."""
    mended = set(mended)
    return [
        RecordTable(
            service=service,
            title=str(RECORDS[service]),
            rows=[
                FieldRow(name, label(name), _text(name, value, shows_names), name in mended)
                for name, value in record.items()
            ],
        )
        for service, record in records.items()
    ]


def label(name: str) -> str:
    """The field in words; its own name for one that has none."""
    return str(LABELS.get(name, name))


def status_words(status: object) -> str:
    """A national status code in words; empty for one that is none."""
    return str(STATUS_WORDS.get(str(status), ""))


def shown(name: str, value: str, *, shows_names: bool = False) -> str:
    """One value, masked as it has to be."""
    if name in NUMBERS:
        return words.masked_number(value)
    if name in NAMES and not shows_names:
        return " ".join(f"{part[0]}." for part in value.split())
    return words.masked(value)


def _text(name: str, value: object, shows_names: bool) -> str:
    if isinstance(value, Mapping):
        inner = cast(Mapping[str, object], value)
        return "; ".join(
            f"{label(key)}: {_text(key, each, shows_names)}" for key, each in inner.items() if each
        )
    if isinstance(value, list):
        return "\n".join(
            _("%(number)d. %(item)s") % {"number": number, "item": _text("", each, shows_names)}
            for number, each in enumerate(value, start=1)
        )
    text = shown(name, str(value), shows_names=shows_names)
    return f"{text} ({meaning})" if (meaning := _meaning(name, str(value))) else text


def _meaning(name: str, value: str) -> str:
    """What a code or a moment of the wire means; empty where it says so itself."""
    if name in ("TrangThai", "TrangThaiHoSo"):
        return status_words(value)
    if len(value) == 14 and value.isdecimal():
        with suppress(ValueError):
            return f"{datetime.strptime(value, WIRE_MOMENT):%H:%M:%S %d/%m/%Y}"  # noqa: DTZ007
    return ""
