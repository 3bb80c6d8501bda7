"""The papers asked for as slots of components/upload_slot.html, each with its files."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from dossiers.actions.remove_attachment import is_removable
from dossiers.attachments.papers import Paper
from dossiers.attachments.signatures import finding_of
from dossiers.models import Attachment, Dossier, Supplement

_SHOWN = (Attachment.State.ACCEPTED, Attachment.State.QUARANTINED)


def slots_of(
    dossier: Dossier,
    papers: Iterable[Paper],
    *,
    supplement: Supplement | None = None,
    errors: dict[str, str] | None = None,
) -> list[dict[str, Any]]:
    """A slot for each paper (one query); `errors` by the paper's key."""
    files = defaultdict(list)
    for attachment in Attachment.objects.filter(dossier=dossier, state__in=_SHOWN):
        files[attachment.requirement_key].append(_file(attachment, dossier, supplement))
    errors = errors or {}
    return [_slot(dossier, paper, files[paper.key], errors.get(paper.key, "")) for paper in papers]


def anchor(paper_key: str) -> str:
    """The slot's id on its page."""
    return f"paper-{paper_key}"


def _slot(
    dossier: Dossier, paper: Paper, files: list[dict[str, Any]], error: str
) -> dict[str, Any]:
    return {
        "id": anchor(paper.key),
        "label": paper.name,
        "hint": paper.note,
        "required": paper.required,
        "error": error,
        "action": reverse("dossiers:attachment_add", args=[dossier.key, paper.key]),
        "multiple": True,
        "max_bytes": settings.ATTACHMENT_MAX_BYTES,
        "files": files,
    }


def _file(
    attachment: Attachment, dossier: Dossier, supplement: Supplement | None
) -> dict[str, Any]:
    waits = attachment.state == Attachment.State.QUARANTINED
    removable = is_removable(attachment, dossier, supplement)
    found = finding_of(attachment.signature)
    return {
        "key": str(attachment.key),
        "name": attachment.original_name,
        "size": attachment.size,
        "preview_url": "" if waits else reverse("dossiers:attachment_file", args=[attachment.key]),
        "remove_url": reverse("dossiers:attachment_remove", args=[attachment.key])
        if removable
        else "",
        "state_text": found.text if found else _state_text(waits=waits, removable=removable),
        "kind": found.kind if found else "info",
    }


def _state_text(*, waits: bool, removable: bool) -> str:
    if waits:
        return _("Đang kiểm tra")
    return "" if removable else _("Nộp cùng hồ sơ")
