"""What an uploaded file is, by its content; its name says nothing."""

from enum import StrEnum
from typing import BinaryIO

from django.utils.translation import gettext as _

from services.importing.problems import FileRefused, Problem

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and every office file with a password
ZIP, PDF = b"PK\x03\x04", b"%PDF-"
UTF16 = (b"\xff\xfe", b"\xfe\xff")
BEGINNING = 4096


class FileKind(StrEnum):
    """What an import reads."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    ZIP = "zip"


def kind_of(file: BinaryIO, names: list[str] | None = None) -> FileKind:
    """The kind of the file; `names` are those in it when it is a zip.

    Raises FileRefused for what no import reads.
    """
    file.seek(0)
    beginning = file.read(BEGINNING)
    file.seek(0)
    if beginning.startswith(ZIP):
        is_sheet = any(name.startswith("xl/") for name in names or [])
        return FileKind.XLSX if is_sheet else FileKind.ZIP
    refusal = _refusal(beginning)
    if refusal:
        raise FileRefused([Problem(1, "", refusal)])
    text = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    return FileKind.JSON if text[:1] in (b"{", b"[") else FileKind.CSV


def _refusal(beginning: bytes) -> str:
    if not beginning.strip(b"\xef\xbb\xbf \r\n\t"):
        return _("tệp trống.")
    if beginning.startswith(OLE2):
        return _(
            "tệp Excel có mật khẩu hoặc thuộc dạng cũ (.xls); hãy bỏ mật khẩu và lưu thành .xlsx."
        )
    if beginning.startswith(PDF):
        return _("đây là tệp PDF dù tên tệp ghi khác; hãy nạp bảng CSV hoặc Excel (.xlsx).")
    if beginning.startswith(UTF16):
        return _("tệp lưu ở bảng mã UTF-16; hãy lưu tệp dưới dạng “CSV UTF-8” rồi nạp lại.")
    return ""
