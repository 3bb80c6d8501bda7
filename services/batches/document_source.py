"""What JSON documents want."""

from collections.abc import Iterator
from typing import Any

from services.batches.wish import Make, Wish
from services.content import RevisionContent
from services.importing.documents.document import Document
from services.importing.documents.reading import documents_of
from services.importing.documents.source import Source


def document_wishes(source: Source) -> Iterator[Wish]:
    """One wish for each document of a source that was checked."""
    for line, document in documents_of(source):
        yield Wish(line, document.code, document.name, _maker(document), more_of(document))


def more_of(document: Document) -> dict[str, Any]:
    """BatchRow.more_json."""
    more: dict[str, Any] = {}
    if document.popularity:
        more["popularity"] = document.popularity
    if document.content is None:
        more["only_scheduled"] = True
    if document.scheduled is not None and document.applies_from is not None:
        more["applies_from"] = document.applies_from.isoformat()
        more["scheduled"] = document.scheduled.as_json()
    return more


def _maker(document: Document) -> Make:
    def make(before: RevisionContent | None) -> RevisionContent:
        first = document.content or document.scheduled
        assert first is not None, "checked: a document has one of both"
        return first

    return make
