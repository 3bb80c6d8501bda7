"""PDFs: opened, and every object looked at for what could act by itself.

qpdf reads names and packed objects as every reader does: `/Byte#52ange` is `/ByteRange` here.
"""

from collections.abc import Set
from pathlib import Path

import pikepdf
from django.utils.translation import gettext_lazy as _
from pikepdf import Array, Dictionary, Object, Stream

from portal.shared.uploads.checking.contents import Contents
from portal.shared.uploads.checking.errors import BadFile
from portal.shared.uploads.checking.kinds import PDF

# A tagged text of 500 pages has some fifty thousand; looking at so many takes a second.
MAX_OBJECTS = 100_000
MAX_PAGES = 500
_MAX_DEPTH = 60

# Actions (/S of an action dictionary) that run or open something.
_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition"}
_FILES, _EMBEDDED = {"/EF", "/EmbeddedFiles"}, {"/EmbeddedFile"}
_SIGNATURES = {"/Sig", "/DocTimeStamp"}

# Readers look for the end in the last kilobyte; some programs fill up with nothing behind it.
_END, _END_WITHIN, _PADDING = b"%%EOF", 2048, 64 * 1024

# A few bytes can unpack to gigabytes; qpdf gives up beyond this (for the whole process).
_UNPACKED_BYTES = 256 * 1024 * 1024
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=_UNPACKED_BYTES,
    run_length_max_memory=_UNPACKED_BYTES,
    png_max_memory=_UNPACKED_BYTES,
    tiff_max_memory=_UNPACKED_BYTES,
)


def check_pdf(path: Path) -> Contents:
    """Raises BadFile for a locked, broken, empty or active PDF, for one that lacks its end, and for
    one with files inside."""
    _refuse_without_end(path)
    try:
        with pikepdf.open(path) as pdf:
            return _checked(pdf)
    except pikepdf.PasswordError as error:
        raise _locked() from error
    except (BadFile, MemoryError):
        raise
    except Exception as error:  # anything, over a file that was made to mislead
        raise _broken() from error


def _refuse_without_end(path: Path) -> None:
    """qpdf mends what was cut off in sending as well as it can: pages would be missing unseen."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _PADDING))
        tail = file.read().rstrip(b"\0\t\n\r ")
    if _END not in tail[-_END_WITHIN:]:
        raise BadFile(
            _(
                "Tệp PDF này bị hỏng hoặc chưa tải đủ: thiếu phần cuối. Hãy gửi lại tệp gốc, hoặc "
                "chụp ảnh giấy tờ rồi gửi."
            )
        )


def _checked(pdf: pikepdf.Pdf) -> Contents:
    if pdf.is_encrypted:
        raise _locked()
    if _objects(pdf) > MAX_OBJECTS or len(pdf.pages) > MAX_PAGES:
        raise BadFile(
            _(
                "Tệp PDF này có quá nhiều trang (hơn 500) hoặc quá phức tạp. "
                "Hãy tách thành nhiều tệp."
            )
        )
    if len(pdf.pages) == 0:
        raise BadFile(_("Tệp PDF này không có trang nào. Hãy chọn lại tệp."))
    signed = [_look(member, 0) for member in pdf.objects]
    _look(pdf.trailer, 0)
    return Contents(PDF, len(pdf.pages), any(signed))


def _objects(pdf: pikepdf.Pdf) -> int:
    """What the file says comes first: to count them, they must all be read."""
    said = pdf.trailer.get("/Size", 0)
    return said if isinstance(said, int) and said > MAX_OBJECTS else len(pdf.objects)


def _look(thing: Object, depth: int) -> bool:
    """Look at a dictionary or array and what stands directly in it (the rest comes by itself);
    whether a signature is among it."""
    if depth > _MAX_DEPTH:
        raise _broken()
    if isinstance(thing, Array):
        return _look_into(list(thing), depth)
    if isinstance(thing, Dictionary | Stream):
        # A stream that is cut short still has its dictionary.
        keys = thing.keys()
        _refuse_active(thing, keys)
        inside = _look_into([thing[key] for key in keys], depth)
        return inside or _is_signature(thing, keys)
    return False


def _look_into(members: list[Object], depth: int) -> bool:
    found = False
    for member in members:
        if isinstance(member, Array | Dictionary) and not member.is_indirect:
            found |= _look(member, depth + 1)
    return found


def _is_signature(thing: Dictionary | Stream, keys: Set[str]) -> bool:
    return "/ByteRange" in keys or _name(thing, "/Type", keys) in _SIGNATURES


def _refuse_active(thing: Dictionary | Stream, keys: Set[str]) -> None:
    if "/JS" in keys or _name(thing, "/S", keys) in _ACTIONS:
        raise BadFile(
            _(
                "Tệp PDF này có chứa mã lệnh tự chạy. Hãy in lại ra PDF (Lưu dưới dạng PDF) "
                "hoặc chụp ảnh giấy tờ rồi gửi."
            )
        )
    if keys & _FILES or _name(thing, "/Type", keys) in _EMBEDDED:
        raise BadFile(
            _(
                "Tệp PDF này có đính kèm tệp khác bên trong. Hãy gửi riêng từng tệp ở đúng mục "
                "giấy tờ."
            )
        )
    if "/XFA" in keys:
        raise BadFile(
            _("Tệp PDF này là biểu mẫu động (XFA), không xem được. Hãy in ra PDF rồi gửi.")
        )


def _name(thing: Dictionary | Stream, key: str, keys: Set[str]) -> str:
    value = thing[key] if key in keys else None
    return str(value) if isinstance(value, pikepdf.Name) else ""


def _locked() -> BadFile:
    return BadFile(_("Tệp PDF này có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại."))


def _broken() -> BadFile:
    return BadFile(_("Tệp PDF này bị hỏng, không mở được. Hãy tạo lại hoặc chụp ảnh rồi gửi."))
