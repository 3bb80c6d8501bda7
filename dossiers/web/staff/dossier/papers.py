"""The files and documents of a dossier as a list, and the one that is shown beside the answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dossiers.attachments.papers import other_words
from dossiers.attachments.signatures import Finding, finding_of
from dossiers.models import Attachment, Document, Dossier
from dossiers.signatures.waiting import why_seals_wait
from dossiers.web.staff.areas import Area
from dossiers.web.staff.dossier.reads import (
    GivenFile,
    WrittenDocument,
    documents_of,
    files_of,
)

_IMAGES = frozenset({"image/jpeg", "image/png"})


@dataclass(frozen=True)
class Paper:
    """One file given, or one document written."""

    key: str
    title: str
    name: str
    kind: str  # "pdf", "image", or "" for what cannot be shown
    src: str
    href: str
    is_document: bool
    current: bool = False
    finding: Finding | None = None
    # It has not got its agency's seal yet; `why`: what is in the way, in words.
    waits_for_seal: bool = False
    why: str = ""


def papers_of(dossier: Dossier, area: Area, names: Mapping[str, str]) -> list[Paper]:
    """The files in the order of the papers asked for, then the documents (two queries; two more
    where a document waits for a seal: why it does)."""
    page = area.dossier_href(str(dossier.code))
    files = [_file(each, page, names) for each in files_of(dossier.pk)]
    order = list(names)
    files.sort(key=lambda paper: order.index(paper.title) if paper.title in order else len(order))
    documents = documents_of(dossier.pk)
    why = why_seals_wait({each.sealed_next_by for each in documents if each.sealed_next_by})
    return files + [_document(each, page, why) for each in documents]


def _file(attachment: GivenFile, page: str, names: Mapping[str, str]) -> Paper:
    key = str(attachment.key)
    kind = ""
    if attachment.state == Attachment.State.ACCEPTED:
        kind = "image" if attachment.media_type in _IMAGES else "pdf"
    return Paper(
        key=key,
        title=names.get(attachment.requirement_key) or other_words(),
        name=attachment.original_name if kind else _("Đang kiểm tra tệp"),
        kind=kind,
        src=f"{page}files/{key}/" if kind else "",
        href=f"{page}?paper={key}",
        is_document=False,
        finding=finding_of(attachment.signature),
    )


def _document(document: WrittenDocument, page: str, why: Mapping[int, str]) -> Paper:
    key = str(document.key)
    return Paper(
        key=key,
        title=str(Document.Kind(document.kind).label),
        name=_document_name(document),
        kind="pdf",
        src=f"{page}documents/{key}/",
        href=f"{page}?paper={key}",
        is_document=True,
        waits_for_seal=document.sealed_next_by is not None,
        why=why.get(document.sealed_next_by or 0, ""),
    )


def _document_name(document: WrittenDocument) -> str:
    if document.voided_at is not None:
        return _("Lần %(number)s, đã hủy") % {"number": document.number}
    return _("Lần %(number)s") % {"number": document.number} if document.number > 1 else ""


def shown(papers: list[Paper], key: str, preferred_src: str = "") -> Paper | None:
    """The one asked for, else the preferred one, else the first that can be shown."""
    can_be_shown = [paper for paper in papers if paper.kind]
    for paper in can_be_shown:
        if paper.key == key:
            return paper
    for paper in can_be_shown:
        if preferred_src and paper.src == preferred_src:
            return paper
    return can_be_shown[0] if can_be_shown else None
