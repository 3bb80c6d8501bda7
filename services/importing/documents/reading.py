"""All documents of a source, checked: every mistake of every one of them is found."""

import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from portal.shared.uploads.checking import BadFile
from portal.shared.uploads.checking.template import check_template
from services.importing.documents.document import Document, Mistake, Template, read_document
from services.importing.documents.meaning import Known
from services.importing.documents.parsing import DocumentError, shown
from services.importing.documents.source import Source
from services.importing.problems import DocumentProblem, FileRefused, Problem
from services.importing.tables.rows import MOST_ROWS

MOST_PROBLEMS = 5_000


def check_documents(source: Source) -> dict[str, Template]:
    """The templates that come with them, by key. Raises FileRefused with all mistakes."""
    names = source.names()
    if not names:
        raise FileRefused([Problem(1, "", _("không có tệp .json nào của thủ tục."))])
    if len(names) > MOST_ROWS:
        raise FileRefused([Problem(1, "", _("quá nhiều thủ tục trong một tệp."))])
    known, first = Known.read(), dict[str, str]()
    templates: dict[str, Template] = {}
    problems: list[Problem] = []
    for line, name in enumerate(names, start=1):
        document, mistakes = _read(source, name, known)
        if document is not None:
            mistakes += _mistakes_beside(source, name, document, first, known, templates)
        file = shown(name)
        problems += [DocumentProblem(line, path, text, file=file) for path, text in mistakes]
        if len(problems) >= MOST_PROBLEMS:
            break
    if problems:
        raise FileRefused(problems[:MOST_PROBLEMS])
    return templates


def documents_of(source: Source) -> Iterator[tuple[int, Document]]:
    """The documents of a checked source one after the other, each with its place. Raises
    FileRefused where the portal has lost meanwhile what one refers to."""
    known = Known.read()
    for line, name in enumerate(source.names(), start=1):
        document, mistakes = _read(source, name, known)
        if document is None:
            file = shown(name)
            raise FileRefused(
                [DocumentProblem(line, path, text, file=file) for path, text in mistakes]
            )
        yield line, document


def _read(source: Source, name: str, known: Known) -> tuple[Document | None, list[Mistake]]:
    try:
        raw = source.read(name)
    except DocumentError as error:
        return None, [("", str(error))]
    return read_document(raw, known)


def _mistakes_beside(
    source: Source,
    name: str,
    document: Document,
    first: dict[str, str],
    known: Known,
    templates: dict[str, Template],
) -> list[Mistake]:
    """What only shows beside the other documents and files."""
    mistakes: list[Mistake] = []
    if document.code in first:
        words = {"code": document.code, "file": shown(first[document.code])}
        mistakes.append(("code", _("mã %(code)s đã có trong %(file)s.") % words))
    first.setdefault(document.code, name)
    for at, template in enumerate(document.templates):
        if template.key in templates or template.key in known.templates:
            continue
        try:
            check_bytes(template, source.beside(name, template.file))
        except (DocumentError, BadFile) as error:
            mistakes.append((f"templates[{at}].file", str(error)))
        templates[template.key] = template
    return mistakes


def check_bytes(template: Template, content: bytes) -> None:
    """Raises DocumentError (another file than the document says), BadFile (not a harmless PDF or
    Word document)."""
    if hashlib.sha256(content).hexdigest() != template.sha256:
        raise DocumentError(_("tệp mẫu không khớp mã kiểm tra sha256."))
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        kind = check_template(Path(file.name))
    if kind.media_type != template.media_type or not template.file.endswith(kind.extension):
        raise DocumentError(_("tệp mẫu không thuộc loại đã ghi."))
