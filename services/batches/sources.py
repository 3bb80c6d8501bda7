"""Where the wishes of a batch come from, by its kind."""

from collections.abc import Iterator
from contextlib import contextmanager

from services.batches.files import path_of
from services.batches.table_source import table_wishes
from services.batches.wish import Wish
from services.importing.tables.kinds import FileKind
from services.models import Batch


@contextmanager
def wishes_of(batch: Batch) -> Iterator[Iterator[Wish]]:
    """The wishes, to be read while the context is open."""
    with path_of(batch.file.name).open("rb") as file:
        yield table_wishes(file, FileKind(batch.wanted["format"]))
