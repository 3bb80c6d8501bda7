"""A row of a table over what is in force: the row changes what it says otherwise, nothing else.

A table has no column for the e-form, the steps, the notices, … : those stay. A cell that reads as
an export would write it, and one of MORE_COLUMNS that is empty, changes nothing either, so that an
exported table that is imported again leaves every procedure as it is.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from services.content import LegalText, PaperContent, RevisionContent
from services.importing.handmade import Handmade
from services.importing.row import ProcedureRow
from services.importing.table_cells import cells_of
from services.levels import is_online

# Which attributes are taken from the row when one of these cells reads otherwise.
FOLLOWS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("code_local_h47",), ("local_code",)),
    (("name_vi",), ("name",)),
    (("field",), ("sector",)),
    (("level", "agency"), ("agency_level", "agency_text", "handling_agency_code")),
    (("time_value", "time_unit"), ("time_value", "time_unit")),
    (("time_note",), ("time_note",)),
    (("fee_note",), ("fee_note",)),
    (("documents",), ("papers",)),
    (("as_of", "confidence", "memory_columns", "source_url", "notes"), ("source",)),
)
FEES = ("fee_vnd", "fee_legal_basis")
# Without words these cells say nothing about the papers, the level, the sum.
SILENT_WHEN_EMPTY = ("documents", "fee_legal_basis", "code_local_h47")


def merge(
    row: ProcedureRow, cells: Mapping[str, str], built: RevisionContent, base: RevisionContent
) -> RevisionContent:
    """`base` with what the row says otherwise; `built` is the row as a procedure."""
    before = cells_of(row.code, base)
    changed = {name for name in cells if _differs(name, cells[name], before[name])}
    values: dict[str, Any] = {}
    for columns, attributes in FOLLOWS:
        if changed.intersection(columns):
            values |= {name: getattr(built, name) for name in attributes}
    if "papers" in values:
        values["papers"] = _papers(built.papers, base.papers)
    if changed.intersection(FEES):
        values |= {"fees": built.fees, "fee_stated": built.fee_stated}
    if _level_differs(row, base):
        values |= {"level": built.level, "return_channels": built.return_channels}
    return replace(base, **values, **_more(row, cells, base, changed))


def reading(handmade: Handmade, cells: Mapping[str, str], shipped: Mapping[str, str]) -> Handmade:
    """What was written by hand, as far as it stands for these cells.

    It is a better reading of certain cells of the shipped table. A cell that reads otherwise than
    `shipped` (the row there, empty for none) is what somebody wants now.
    """
    code = cells["code"]

    def kept(name: str, columns: tuple[str, ...]) -> dict[str, Any]:
        found = getattr(handmade, name)
        if all(not _differs(each, cells[each], shipped.get(each, "")) for each in columns):
            return dict(found)
        return {each: value for each, value in found.items() if each != code}

    return replace(
        handmade,
        papers=kept("papers", ("documents",)),
        fees=kept("fees", ("fee_note", *FEES)),
        levels=kept("levels", ("online_level_34", "online_level_stated")),
    )


def with_more(row: ProcedureRow, content: RevisionContent) -> RevisionContent:
    """A new procedure with what the optional columns say."""
    return replace(content, **_more(row, {}, content, set(_MORE)))


def _differs(column: str, cell: str, before: str) -> bool:
    if not cell and column in SILENT_WHEN_EMPTY:
        return False
    return " ".join(cell.split()) != " ".join(before.split())


def _level_differs(row: ProcedureRow, base: RevisionContent) -> bool:
    if row.online_level is not None:
        return row.online_level != base.level
    return bool(row.online_level_stated) and is_online(base.level) and _information_only(row)


def _information_only(row: ProcedureRow) -> bool:
    return row.online_level_stated.startswith("Cung cấp thông tin")


def _papers(
    built: tuple[PaperContent, ...], base: tuple[PaperContent, ...]
) -> tuple[PaperContent, ...]:
    """A paper that is there already keeps what the cell cannot say."""
    known = {paper.key: paper for paper in base}
    return tuple(
        replace(
            paper,
            certified=known[paper.key].certified,
            template=known[paper.key].template,
            replaced_by=known[paper.key].replaced_by,
        )
        if paper.key in known
        else paper
        for paper in built
    )


_MORE = {
    "audience": "audiences",
    "legal_time_value": "legal_time_value",
    "legal_basis": "legal_basis",
    "results": "results",
}


def _more(
    row: ProcedureRow, cells: Mapping[str, str], base: RevisionContent, changed: set[str]
) -> dict[str, Any]:
    said = {
        "audiences": row.more.audiences,
        "legal_time_value": row.more.legal_time_value,
        "legal_basis": _laws(row.more.legal_basis, base),
        "results": row.more.results,
    }
    return {
        name: said[name]
        for column, name in _MORE.items()
        if column in changed and said[name] is not None
    }


def _laws(texts: tuple[str, ...] | None, base: RevisionContent) -> tuple[LegalText, ...] | None:
    """A text that is there already keeps its last day."""
    ends = {law.text: law.ends_on for law in base.legal_basis}
    return None if texts is None else tuple(LegalText(each, ends.get(each, "")) for each in texts)
