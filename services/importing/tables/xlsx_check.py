"""Looks through an XLSX file before anything in it is interpreted."""

import re
import zipfile

from django.utils.translation import gettext as _

from services.importing.problems import FileRefused, Problem
from services.importing.tables.safe_zip import refused

MACROS = ("vbaproject", "macrosheets", "activex")
OUTSIDE = ("externallinks/", "connections.xml", "querytables/", "embeddings/")
MACRO_TYPE = b"macroEnabled"
TYPES = "[Content_Types].xml"
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
BLOCK = 1024 * 1024
# Longer than the element that a block may cut in two.
OVERLAP = 200
MOST_NAMED = 50


def check_parts(archive: zipfile.ZipFile) -> None:
    """No macros, nothing that reads from outside, no XML entities. Raises FileRefused."""
    names = [name.lower() for name in archive.namelist()]
    types = archive.read(TYPES) if TYPES in archive.namelist() else b""
    if any(word in name for name in names for word in MACROS) or MACRO_TYPE in types:
        raise refused(_("tệp Excel có macro; hãy lưu lại thành .xlsx không macro."))
    if any(word in name for name in names for word in OUTSIDE):
        raise refused(_("tệp Excel lấy dữ liệu từ tệp khác; hãy dán thành giá trị rồi lưu lại."))
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            with archive.open(name) as part:
                if b"<!" in part.read(BLOCK).replace(b"<!--", b""):
                    raise refused(_("tệp Excel có khai báo XML không được phép; tệp không mở."))


def check_merged(archive: zipfile.ZipFile, sheet: str) -> None:
    """No cells of the sheet are merged. Raises FileRefused naming each range."""
    found: list[str] = []
    with archive.open(sheet) as part:
        before = b""
        while block := part.read(BLOCK):
            found += [each.decode() for each in MERGED.findall(before + block)]
            before = block[-OVERLAP:]
    ranges = list(dict.fromkeys(found))
    if ranges:
        message = _("các ô %(range)s bị gộp; hãy bỏ gộp ô (Merge & Center) rồi điền từng ô.")
        raise FileRefused(
            [Problem(_row(each), "", message % {"range": each}) for each in ranges[:MOST_NAMED]]
        )


def _row(cells: str) -> int:
    return int("".join(char for char in cells.split(":")[0] if char.isdigit()))
