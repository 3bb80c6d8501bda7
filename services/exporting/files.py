"""Writes an export in one of its formats."""

import io
from collections.abc import Iterable
from typing import BinaryIO

from services.exporting.archive import write_zip
from services.exporting.csv_lines import csv_lines
from services.exporting.documents import documents
from services.exporting.table_rows import table_rows
from services.models import CatalogueExport

Format = CatalogueExport.Format
EXTENSIONS = {Format.CSV: ".csv", Format.XLSX: ".xlsx", Format.JSON: ".zip"}


def write_export(file: BinaryIO, wanted: CatalogueExport.Format, codes: Iterable[str]) -> int:
    """How many procedures were written."""
    if wanted == Format.JSON:
        return write_zip(file, documents(codes))
    if wanted == Format.XLSX:
        # openpyxl comes with the first table: a worker that writes none stays small.
        from services.exporting.xlsx import write_xlsx

        return write_xlsx(file, table_rows(codes))
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    count = -2  # neither the mark nor the header is a procedure
    for line in csv_lines(table_rows(codes)):
        text.write(line)
        count += 1
    text.detach()
    return count
