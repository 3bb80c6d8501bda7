"""What a change of a procedure must hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from outside.national_stub.intake.fields import (
    PROCEDURE_CODE,
    FieldError,
    read_key,
    read_moment,
    read_part,
)

LONGEST = {"TenTTHC": 600, "MaLinhVuc": 40, "TenLinhVuc": 300, "CoQuan": 300}
FILLED = ("MaTTHC", *LONGEST, "MucDo", "PhienBan", "ConHieuLuc", "ThoiDiem")
LEVELS = ("2", "3", "4")


@dataclass(frozen=True)
class ProcedureMessage:
    """One change of one procedure, as a province sent it."""

    key: str
    code: str
    record: Mapping[str, Any]
    happened_at: datetime


def read_procedure(raw: object) -> ProcedureMessage:
    """The change. Raises FieldError at the first fault."""
    if not isinstance(raw, Mapping):
        raise FieldError("Bản tin không phải là một đối tượng JSON.")
    key = read_key(raw)
    record = read_part(raw, "procedure", FILLED)
    if not PROCEDURE_CODE.match(record["MaTTHC"]):
        raise FieldError(f"Mã thủ tục sai cấu trúc: {record['MaTTHC'][:60]}.")
    for field, longest in LONGEST.items():
        if len(record[field]) > longest:
            raise FieldError(f"{field} dài quá {longest} ký tự.")
    if record["MucDo"] not in LEVELS:
        raise FieldError(f"MucDo không hợp lệ: {record['MucDo'][:20]}; có: 2, 3, 4.")
    if not (record["PhienBan"].isascii() and record["PhienBan"].isdigit()):
        raise FieldError(f"PhienBan không phải là số: {record['PhienBan'][:20]}.")
    if len(record["PhienBan"]) > 9:
        raise FieldError("PhienBan dài quá 9 chữ số.")
    if record["ConHieuLuc"] not in ("0", "1"):
        raise FieldError(f"ConHieuLuc không hợp lệ: {record['ConHieuLuc'][:20]}; có: 0, 1.")
    return ProcedureMessage(key, record["MaTTHC"], record, read_moment(record, "ThoiDiem"))
