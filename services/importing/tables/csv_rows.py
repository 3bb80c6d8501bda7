"""The rows of a CSV file: any of three separators, any line ends, UTF-8."""

import csv
import io
import unicodedata
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from services.importing.problems import FileRefused, Problem
from services.importing.tables.rows import Rows

SEPARATORS = ",;\t"


def csv_rows(file: BinaryIO) -> Rows:
    """Each row with the line it begins on, one after the other.

    The separator is the one that the first line has most of. Raises FileRefused where the file is
    not UTF-8 or not CSV.
    """
    lines = _lines(file)
    first = next(lines, "")
    reader = csv.reader(_with(first, lines), delimiter=_separator(first), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        message = _("không đúng định dạng CSV (thường do dấu nháy kép mở mà không đóng).")
        raise FileRefused([Problem(line, "", message)]) from error


def _with(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _separator(header: str) -> str:
    return max(SEPARATORS, key=header.count)


def _lines(file: BinaryIO) -> Iterator[str]:
    """Decoded and composed (NFC), with their ends; a lone carriage return ends a line, too."""
    encoding = "utf-8-sig"
    for number, raw in enumerate(file, start=1):
        try:
            text = unicodedata.normalize("NFC", raw.decode(encoding))
        except UnicodeDecodeError as error:
            message = _("không đọc được chữ; hãy lưu tệp dưới dạng “CSV UTF-8” rồi nạp lại.")
            raise FileRefused([Problem(number, "", message)]) from error
        encoding = "utf-8"
        yield from io.StringIO(text, newline="")
