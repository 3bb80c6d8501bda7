"""PDFs: opened, and every object looked at for what could act by itself."""

from pathlib import Path

import pikepdf
from django.utils.translation import gettext as _
from pikepdf import Array, Dictionary, Object, Stream

from portal.shared.uploads.checking.errors import BadFile

MAX_OBJECTS = 200_000
MAX_PAGES = 500
_MAX_DEPTH = 60

# Actions (/S of an action dictionary) that run or open something.
_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition"}
_EMBEDDED = {"/EmbeddedFile"}

# A few bytes can unpack to gigabytes; qpdf gives up beyond this (for the whole process).
_UNPACKED_BYTES = 256 * 1024 * 1024
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=_UNPACKED_BYTES,
    run_length_max_memory=_UNPACKED_BYTES,
    png_max_memory=_UNPACKED_BYTES,
    tiff_max_memory=_UNPACKED_BYTES,
)


def check_pdf(path: Path) -> None:
    """Raises BadFile for a locked, broken, empty or active PDF, and for one with files inside."""
    try:
        with pikepdf.open(path) as pdf:
            _check(pdf)
    except pikepdf.PasswordError as error:
        raise _locked() from error
    except (pikepdf.PdfError, RuntimeError, ValueError, KeyError, TypeError) as error:
        raise _broken() from error


def _check(pdf: pikepdf.Pdf) -> None:
    if pdf.is_encrypted:
        raise _locked()
    if len(pdf.objects) > MAX_OBJECTS or len(pdf.pages) > MAX_PAGES:
        raise BadFile(
            _(
                "Tệp PDF này có quá nhiều trang (hơn 500) hoặc quá phức tạp. "
                "Hãy tách thành nhiều tệp."
            )
        )
    if len(pdf.pages) == 0:
        raise BadFile(_("Tệp PDF này không có trang nào. Hãy chọn lại tệp."))
    for member in pdf.objects:
        _look(member, 0)
    _look(pdf.trailer, 0)


def _look(thing: Object, depth: int) -> None:
    """Look at a dictionary or array and what stands directly in it (the rest comes by itself)."""
    if depth > _MAX_DEPTH:
        raise _broken()
    if isinstance(thing, Array):
        _look_into(list(thing), depth)
    elif isinstance(thing, Dictionary | Stream):
        # A stream that is cut short still has its dictionary.
        _refuse_active(thing)
        _look_into([thing[key] for key in thing.keys()], depth)  # noqa: SIM118 - no mapping


def _look_into(members: list[Object], depth: int) -> None:
    for member in members:
        if isinstance(member, Array | Dictionary) and not member.is_indirect:
            _look(member, depth + 1)


def _refuse_active(thing: Dictionary | Stream) -> None:
    if "/JS" in thing or _name(thing, "/S") in _ACTIONS:
        raise BadFile(
            _(
                "Tệp PDF này có chứa mã lệnh tự chạy. Hãy in lại ra PDF (Lưu dưới dạng PDF) "
                "hoặc chụp ảnh giấy tờ rồi gửi."
            )
        )
    if "/EF" in thing or "/EmbeddedFiles" in thing or _name(thing, "/Type") in _EMBEDDED:
        raise BadFile(
            _(
                "Tệp PDF này có đính kèm tệp khác bên trong. Hãy gửi riêng từng tệp ở đúng mục "
                "giấy tờ."
            )
        )
    if "/XFA" in thing:
        raise BadFile(
            _("Tệp PDF này là biểu mẫu động (XFA), không xem được. Hãy in ra PDF rồi gửi.")
        )


def _name(thing: Dictionary | Stream, key: str) -> str:
    value = thing.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""


def _locked() -> BadFile:
    return BadFile(_("Tệp PDF này có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại."))


def _broken() -> BadFile:
    return BadFile(_("Tệp PDF này bị hỏng, không mở được. Hãy tạo lại hoặc chụp ảnh rồi gửi."))
