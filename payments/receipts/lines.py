"""The lines of a receipt: each fee with what lowers it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class ReceiptLine:
    """A fee (phí), a charge (lệ phí), or, under it, a reduction (`amount_vnd` negative)."""

    kind: str
    name: str
    notes: tuple[str, ...]
    amount_vnd: int

    @property
    def is_reduction(self) -> bool:
        """Whether it lowers the line above it."""
        return self.amount_vnd < 0


def lines_of(stored: Iterable[Mapping[str, Any]]) -> list[ReceiptLine]:
    """The stored lines as they are printed: reductions stand under the line they belong to; what
    belongs to none stands last. Fields that an older quote does not have are left out."""
    lines = list(stored)
    keys = [line["key"] for line in lines if not line.get("line") and line.get("key")]
    placed = [line for line in lines if line.get("line") not in keys]
    ordered: list[Mapping[str, Any]] = []
    for line in placed:
        ordered.append(line)
        if not line.get("line") and line.get("key"):
            ordered += [each for each in lines if each.get("line") == line["key"]]
    return [_line(line) for line in ordered]


def _line(line: Mapping[str, Any]) -> ReceiptLine:
    kinds = {"phi": _("Phí"), "le_phi": _("Lệ phí")}
    return ReceiptLine(
        kind=kinds.get(str(line.get("kind", "")), ""),
        name=str(line["name"]),
        notes=tuple(_notes(line)),
        amount_vnd=int(line["amount_vnd"]),
    )


def _notes(line: Mapping[str, Any]) -> Iterable[str]:
    """How it was counted, for whom, and under which text."""
    if line.get("explanation"):
        yield str(line["explanation"]).removesuffix(".")
    if line.get("reason"):
        yield _("Vì %(reason)s") % {"reason": line["reason"]}
    if line.get("legal_basis"):
        yield _("Căn cứ: %(basis)s") % {"basis": line["legal_basis"]}
