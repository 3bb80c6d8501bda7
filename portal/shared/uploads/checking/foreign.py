"""Words for files that are not taken: what the file seems to be, and what to send instead."""

import puremagic
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_OFFICE = {".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".rtf"}
_PICTURE = {".gif", ".webp", ".bmp", ".tif", ".tiff", ".svg", ".avif"}
_PROGRAM = {".exe", ".dll", ".msi", ".elf", ".sh", ".com", ".scr"}
_PAGE = {".html", ".htm", ".xhtml", ".xml", ".js", ".php"}
_ARCHIVE = {".zip", ".rar", ".7z", ".gz"}

_WORDS = (
    (_PROGRAM, gettext_lazy("Tệp này là chương trình máy tính, không phải giấy tờ.")),
    (_PAGE, gettext_lazy("Tệp này là trang web, không phải giấy tờ.")),
    (_OFFICE, gettext_lazy("Tệp này là tệp văn phòng (Word, Excel…) hoặc tệp nén.")),
    (_PICTURE, gettext_lazy("Loại ảnh này không nhận được.")),
    (_ARCHIVE, gettext_lazy("Tệp này là tệp nén.")),
)


def what_it_is(head: bytes) -> str:
    """For example `Tệp này là trang web, không phải giấy tờ. Hãy gửi tệp PDF …`."""
    if b"%PDF-" in head:
        return _(
            "Tệp này có nội dung lạ đứng trước phần PDF. Hãy mở tệp rồi lưu lại dưới dạng PDF, "
            "hoặc chụp ảnh giấy tờ rồi gửi."
        )
    instead = _("Hãy gửi tệp PDF hoặc ảnh chụp JPEG, PNG, HEIC.")
    return f"{_guess(head)} {instead}"


def _guess(head: bytes) -> str:
    extensions = _extensions(head)
    for group, words in _WORDS:
        if extensions & group:
            return str(words)
    return _("Không nhận ra loại tệp này.")


def _extensions(head: bytes) -> set[str]:
    if head.startswith((b"MZ", b"\x7fELF", b"#!")):
        return {".exe"}
    if head.lstrip().lower().startswith((b"<!doctype", b"<html", b"<script", b"<?xml", b"<svg")):
        return {".html"}
    try:
        return {match.extension for match in puremagic.magic_string(head)[:4]}
    except (puremagic.PureError, ValueError):
        return set()
