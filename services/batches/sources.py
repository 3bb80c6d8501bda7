"""Where the wishes of a batch come from, by its kind."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from portal.shared.uploads.store import path_of
from services.batches.document_source import document_wishes
from services.batches.table_source import table_wishes
from services.batches.time_cut import time_cut_wishes
from services.batches.wish import Wish
from services.importing.documents.reading import check_documents
from services.importing.documents.source import source_at
from services.importing.tables.kinds import FileKind
from services.models import Batch


@contextmanager
def wishes_of(batch: Batch) -> Iterator[Iterator[Wish]]:
    """The wishes, to be read while the context is open. Raises FileRefused, also while reading."""
    if batch.kind == Batch.Kind.TIME_CUT:
        yield time_cut_wishes(batch.wanted)
    elif batch.kind == Batch.Kind.JSON:
        with source_at(path_of(str(batch.file.name))) as source:
            templates = check_documents(source)
            # Files are written when the batch is carried out, and only these.
            batch.wanted["templates"] = [asdict(each) for each in templates.values()]
            batch.save(update_fields=["wanted"])
            yield document_wishes(source)
    else:
        with path_of(str(batch.file.name)).open("rb") as file:
            yield table_wishes(file, FileKind(batch.wanted["format"]))
