"""CSV for office programs: with a byte order mark, and no cell that could run."""

import csv
from collections.abc import Iterable, Iterator

from services.importing.reading import FORMULA_SIGNS

DANGEROUS = (*FORMULA_SIGNS, "\t", "\r")


class _Line:
    def write(self, text: str) -> str:
        return text


def csv_lines(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """The file piece by piece; every cell is guarded."""
    yield "\ufeff"
    writer = csv.writer(_Line())
    for row in rows:
        yield writer.writerow([guarded(cell) for cell in row])


def guarded(cell: str) -> str:
    """The text, with an apostrophe before what would be a formula."""
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell
