"""What a message must hold (the field names of DongBoHoSoMC and CapNhatTienDoHoSoMC)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from outside.national_stub.counters import HERE
from outside.national_stub.words import WORDS, Status

DOSSIER_CODE = re.compile(
    r"^(?:\d{3}\.\d{2}\.\d{2}\.(?P<old>[A-Z]\d{2})|(?P<new>[A-Z]\d{2})(?:\.\d+)*)-\d{6}-\d{4,}$"
)
PROCEDURE_CODE = re.compile(r"^[1-3]\.\d{6}(\.000\.00\.00\.[A-Z]\d{2})?(\.\d{2})?$")
FILLED_IN_DOSSIER = (
    "MaHoSo", "MaTTHC", "TenTTHC", "MaLinhVuc", "TenLinhVuc", "KenhThucHien", "LoaiDoiTuong",
    "TrichYeuHoSo", "TrangThaiHoSo", "HinhThuc", "DonViXuLy",
)  # fmt: skip
# Must be there, but is not known at every step.
PRESENT_IN_DOSSIER = ("Email", "SoDienThoai", "NgayTiepNhan", "NgayHenTra")
FILLED_IN_PROGRESS = ("MaHoSo", "NguoiXuLy", "ThoiDiemXuLy", "NoiDungXuLy", "TrangThai")
CHANNELS = frozenset({"1", "2", "3"})
RETURN_CHANNELS = frozenset({"0", "1", "2"})
NAME_LENGTH = 50


class FieldError(Exception):
    """A field is missing or wrong; the text names it."""


@dataclass(frozen=True)
class Message:
    """One state of one dossier, as a province sent it."""

    key: str
    event: str
    code: str
    province: str
    status: int
    record: Mapping[str, Any]
    progress: Mapping[str, Any]
    happened_at: datetime


def read_message(raw: object) -> Message:
    """The message. Raises FieldError at the first fault."""
    if not isinstance(raw, Mapping):
        raise FieldError("Bản tin không phải là một đối tượng JSON.")
    key = read_key(raw)
    record = read_part(raw, "dossier", FILLED_IN_DOSSIER)
    progress = read_part(raw, "progress", FILLED_IN_PROGRESS)
    status = _status(record, progress)
    _check_dossier(record, status)
    if len(progress["NguoiXuLy"]) > NAME_LENGTH:
        raise FieldError(f"NguoiXuLy dài quá {NAME_LENGTH} ký tự.")
    return Message(
        key=key,
        event=str(raw.get("event", "")),
        code=record["MaHoSo"],
        province=_province(record["MaHoSo"]),
        status=status,
        record=record,
        progress=progress,
        happened_at=read_moment(progress, "ThoiDiemXuLy"),
    )


def read_key(raw: Mapping[str, Any]) -> str:
    """The idempotency key. Raises FieldError."""
    key = raw.get("idempotencyKey")
    if not isinstance(key, str) or not 0 < len(key) <= 100:
        raise FieldError("Thiếu khóa chống trùng (idempotencyKey).")
    return key


def read_part(raw: Mapping[str, Any], name: str, filled: tuple[str, ...]) -> Mapping[str, Any]:
    """A part of the message, with these fields as text that is not empty. Raises FieldError."""
    part = raw.get(name)
    if not isinstance(part, Mapping):
        raise FieldError(f"Thiếu phần “{name}”.")
    for field in filled:
        if not isinstance(part.get(field), str) or not part[field].strip():
            raise FieldError(f"Thiếu trường {field}.")
    return part


def _check_dossier(record: Mapping[str, Any], status: int) -> None:
    for field in PRESENT_IN_DOSSIER:
        if not isinstance(record.get(field), str):
            raise FieldError(f"Thiếu trường {field}.")
    if not PROCEDURE_CODE.match(record["MaTTHC"]):
        raise FieldError(f"Mã thủ tục sai cấu trúc: {record['MaTTHC'][:60]}.")
    if record["KenhThucHien"] not in CHANNELS:
        raise FieldError(f"KenhThucHien không hợp lệ: {record['KenhThucHien']}.")
    if record["HinhThuc"] not in RETURN_CHANNELS:
        raise FieldError(f"HinhThuc không hợp lệ: {record['HinhThuc']}.")
    if status == Status.RECEIVED and not record["NgayTiepNhan"]:
        raise FieldError("Hồ sơ được tiếp nhận mà thiếu NgayTiepNhan.")
    for field in ("NgayTiepNhan", "NgayHenTra"):
        if record[field]:
            read_moment(record, field)


def _status(record: Mapping[str, Any], progress: Mapping[str, Any]) -> int:
    if record["MaHoSo"] != progress["MaHoSo"]:
        raise FieldError("MaHoSo của hồ sơ và của tiến độ khác nhau.")
    text = record["TrangThaiHoSo"]
    if text not in {str(status) for status in WORDS}:
        raise FieldError(f"Không có trạng thái “{text}”.")
    if progress["TrangThai"] != text:
        raise FieldError("TrangThai của tiến độ khác TrangThaiHoSo của hồ sơ.")
    return int(text)


def _province(code: str) -> str:
    found = DOSSIER_CODE.match(code)
    if not found:
        raise FieldError(f"Mã hồ sơ sai cấu trúc: {code[:60]}.")
    return found["old"] or found["new"]


def read_moment(part: Mapping[str, Any], field: str) -> datetime:
    """A moment of the province's time. Raises FieldError."""
    try:
        return datetime.strptime(part[field], "%Y%m%d%H%M%S").replace(tzinfo=HERE)
    except ValueError:
        raise FieldError(f"{field} không đúng dạng yyyyMMddHHmmss: {part[field][:20]}.") from None
