"""One procedure as a document, checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from services.content import RevisionContent
from services.importing.documents.content_shape import DOCUMENT
from services.importing.documents.meaning import Known, mistakes_of_meaning
from services.importing.documents.parsing import DocumentError, parse
from services.importing.documents.shapes import Mistakes

Mistake = tuple[str, str]


@dataclass(frozen=True)
class Template:
    """An empty form that goes with a document; `file` is its path beside the document."""

    key: str
    name: str
    media_type: str
    sha256: str
    file: str


@dataclass(frozen=True)
class Document:
    """A procedure: what is in force (None: nothing yet), and what waits for its day."""

    code: str
    content: RevisionContent | None
    popularity: int = 0
    applies_from: date | None = None
    scheduled: RevisionContent | None = None
    templates: tuple[Template, ...] = ()

    @property
    def name(self) -> str:
        """What the procedure is called."""
        first = self.content or self.scheduled
        return first.name if first else ""


def read_document(raw: bytes, known: Known) -> tuple[Document | None, list[Mistake]]:
    """The document, or None and every mistake of it with its path; never raises."""
    try:
        data = parse(raw)
    except DocumentError as error:
        return None, [(error.path, str(error))]
    mistakes = Mistakes()
    DOCUMENT(data, "", mistakes)
    if mistakes.found:
        return None, mistakes.found
    found = list(_mistakes_of_whole(data, known))
    return (None, found) if found else (_document(data), [])


def _mistakes_of_whole(data: dict[str, Any], known: Known) -> Iterator[Mistake]:
    scheduled = data.get("scheduled")
    if "content" not in data and scheduled is None:
        yield "content", _("còn thiếu.")
    given = frozenset(each["key"] for each in data.get("templates", []))
    if "content" in data:
        yield from mistakes_of_meaning(data["content"], "content", known, given)
    if scheduled is not None:
        yield from mistakes_of_meaning(scheduled["content"], "scheduled.content", known, given)
        if not scheduled["applies_from"]:
            yield "scheduled.applies_from", _("không được để trống.")


def _document(data: dict[str, Any]) -> Document:
    scheduled = data.get("scheduled")
    return Document(
        code=data["code"],
        content=RevisionContent.from_json(data["content"]) if "content" in data else None,
        popularity=data.get("popularity", 0),
        applies_from=date.fromisoformat(scheduled["applies_from"]) if scheduled else None,
        scheduled=RevisionContent.from_json(scheduled["content"]) if scheduled else None,
        templates=tuple(Template(**each) for each in data.get("templates", [])),
    )
