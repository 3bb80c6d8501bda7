"""The catalogue as a table, in the columns that an import reads."""

from collections.abc import Iterable, Iterator
from itertools import islice

from services.batches.present import present
from services.importing.columns import COLUMNS, MORE_COLUMNS
from services.importing.table_cells import cells_of

AT_ONCE = 200
HEADER = (*COLUMNS, *MORE_COLUMNS)


def table_rows(codes: Iterable[str]) -> Iterator[list[str]]:
    """The header, then a row for each of these procedures that is in force."""
    yield list(HEADER)
    remaining = iter(codes)
    while chunk := list(islice(remaining, AT_ONCE)):
        known = present(chunk)
        for code in chunk:
            here = known.get(code)
            if here is not None and here.content is not None:
                cells = cells_of(code, here.content)
                yield [cells[name] for name in HEADER]
