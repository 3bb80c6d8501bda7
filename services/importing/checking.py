"""Checks every cell of every record; all mistakes are found before anything is written."""

import re
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from services.importing.cell_text import mistakes_of_text
from services.importing.more_columns import mistakes_of_more, more_of
from services.importing.problems import FileRefused, Problem
from services.importing.reading import Record
from services.importing.row import AGENCY_LEVELS, TIME_UNITS, ProcedureRow
from services.levels import LEVELS
from services.models import Revision

# The national code, local suffix of the province, number of the online service.
CODE = re.compile(r"[1-3]\.\d{6}(\.000\.00\.00\.[A-Z]\d{2})?(\.\d{2})?")
MONEY = re.compile(r"\d{1,9}")
TIME = re.compile(r"\d{1,3}([.,]5)?")
# As wide as the columns that hold them.
MAX_NAME, MAX_SECTOR, MAX_AGENCY = 600, 200, 300
ONLINE_LEVELS = tuple(str(level) for level in LEVELS)
NO_NUMBER_NEEDED = ("", Revision.TimeUnit.SAME_DAY)


def check(records: Sequence[Record], torn: Sequence[Problem] = ()) -> list[ProcedureRow]:
    """The records as rows. Raises FileRefused with every mistake of the file, `torn` included."""
    first: dict[str, int] = {}
    problems = [*torn]
    for record in records:
        problems += problems_of(record, first)
    if problems:
        raise FileRefused(problems)
    return [row_of(record) for record in records]


def problems_of(record: Record, first: dict[str, int]) -> Iterator[Problem]:
    """Every mistake of one record. `first` remembers the codes that were met, with their lines."""
    code = record.values["code"]
    if code and code in first:
        message = _("mã %(code)s đã có ở dòng %(line)d.") % {"code": code, "line": first[code]}
        yield Problem(record.line, "code", message)
    first.setdefault(code, record.line)
    for column, message in _mistakes(record.values):
        yield Problem(record.line, column, message)


def _mistakes(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield from mistakes_of_text(cells)
    yield from _mistakes_of_identity(cells)
    yield from mistakes_of_more(cells)
    if cells["level"] not in AGENCY_LEVELS:
        yield "level", _unknown(cells["level"], AGENCY_LEVELS)
    if not cells["agency"]:
        yield "agency", _("thiếu cơ quan thực hiện.")
    elif len(cells["agency"]) > MAX_AGENCY:
        yield "agency", _("tên cơ quan dài quá.")
    yield from _mistakes_of_time(cells)
    if cells["fee_vnd"] and not MONEY.fullmatch(cells["fee_vnd"]):
        yield (
            "fee_vnd",
            _("“%(value)s” không phải số tiền; ghi số nguyên đồng, không dấu chấm, ví dụ 200000.")
            % {"value": cells["fee_vnd"]},
        )
    if cells["online_level_34"] not in ("", *ONLINE_LEVELS):
        yield "online_level_34", _unknown(cells["online_level_34"], ONLINE_LEVELS)


def _mistakes_of_identity(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    if not cells["code"]:
        yield "code", _("thiếu mã thủ tục.")
    elif not CODE.fullmatch(cells["code"]):
        yield (
            "code",
            _("“%(value)s” không phải mã thủ tục; mã có dạng 2.000488 hoặc 2.000488.000.00.00.H47.")
            % {"value": cells["code"]},
        )
    if cells["code_local_h47"] and not CODE.fullmatch(cells["code_local_h47"]):
        yield (
            "code_local_h47",
            _("“%(value)s” không phải mã tại tỉnh; mã có dạng 2.000488.000.00.00.H47.")
            % {"value": cells["code_local_h47"]},
        )
    if not cells["name_vi"]:
        yield "name_vi", _("thiếu tên thủ tục.")
    elif len(cells["name_vi"]) > MAX_NAME:
        yield "name_vi", _("tên thủ tục dài quá 600 ký tự.")
    if not cells["field"]:
        yield "field", _("thiếu lĩnh vực.")
    elif len(cells["field"]) > MAX_SECTOR:
        yield "field", _("tên lĩnh vực dài quá 200 ký tự.")


def _mistakes_of_time(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    value, unit = cells["time_value"], cells["time_unit"]
    if value and not TIME.fullmatch(value):
        yield (
            "time_value",
            _("“%(value)s” không phải số ngày; ví dụ 10 hoặc 2.5.") % {"value": value},
        )
    if unit == Revision.TimeUnit.SAME_DAY and value not in ("", "0"):
        yield "time_value", _("giải quyết trong ngày (same_day) thì để trống số ngày.")
    if unit and unit not in TIME_UNITS:
        yield "time_unit", _unknown(unit, TIME_UNITS)
    elif not value and unit not in NO_NUMBER_NEEDED:
        yield "time_value", _("có đơn vị thời gian mà thiếu số ngày.")
    elif value and not unit:
        yield (
            "time_unit",
            _("có số ngày mà thiếu đơn vị thời gian (%(known)s).")
            % {"known": ", ".join(TIME_UNITS)},
        )


def _unknown(value: str, known: Iterable[str]) -> str:
    if not value:
        return _("ô trống; điền một trong: %(known)s.") % {"known": ", ".join(known)}
    return _("không có giá trị “%(value)s”; điền một trong: %(known)s.") % {
        "value": value,
        "known": ", ".join(known),
    }


def row_of(record: Record) -> ProcedureRow:
    """A record without mistakes, in the catalogue's own words."""
    cells = record.values
    return ProcedureRow(
        line=record.line,
        code=cells["code"],
        local_code=cells["code_local_h47"],
        name=" ".join(cells["name_vi"].split()),
        sector=" ".join(cells["field"].split()),
        agency_level=AGENCY_LEVELS[cells["level"]],
        agency_text=" ".join(cells["agency"].split()),
        time_value=float(cells["time_value"].replace(",", ".")) if cells["time_value"] else None,
        time_unit=cells["time_unit"],
        time_note=cells["time_note"],
        fee_vnd=int(cells["fee_vnd"]) if cells["fee_vnd"] else None,
        fee_note=cells["fee_note"],
        fee_legal_basis=cells["fee_legal_basis"],
        documents=cells["documents"],
        online_level=int(cells["online_level_34"]) if cells["online_level_34"] else None,
        online_level_stated=cells["online_level_stated"],
        source={
            name: cells[name]
            for name in ("as_of", "confidence", "memory_columns", "source_url", "notes")
            if cells[name]
        },
        more=more_of(cells),
    )
