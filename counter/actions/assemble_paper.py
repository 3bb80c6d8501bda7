"""One PDF/A-2b of a paper's pages, checked before it counts (job)."""

import hashlib
import uuid

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from counter.digitising.ocr.with_text import with_text
from counter.digitising.pages import (
    as_made,
    findings,
    pages_of,
    pages_of_paper,
    twins_among,
)
from counter.digitising.pdf_a import PageImage, pdf_a
from counter.models import Intake, PaperCopy, ScannedPage
from portal.shared import clock
from portal.shared.uploads import store

_FOLDER = "copies"


def assemble_paper(*, copy_id: int) -> bool:
    """Put the pages together and judge them. Safe to repeat; False when the pages have changed
    since: a stale copy never wins, the job that the change deferred makes the right one."""
    copy = PaperCopy.objects.select_related("intake__dossier").get(pk=copy_id)
    if copy.state != PaperCopy.State.MAKING:
        return False
    made_of = copy.made_of
    pages = pages_of_paper(copy.intake, copy.requirement_key)
    if not pages or any(page.state == ScannedPage.State.NEW for page in pages):
        return False
    readable = [page for page in pages if page.picture]
    content = _pdf(copy, readable)
    place = store.place_of(uuid.uuid4(), ".pdf", folder=_FOLDER) if content else ""
    if content:
        store.write(place, content)
    before = copy.file
    written = _note(copy, made_of, place, content)
    store.delete_all(one for one in ([before] if written else [place]) if one)
    return written


def _pdf(copy: PaperCopy, pages: list[ScannedPage]) -> bytes:
    if not pages:
        return b""
    images = [
        PageImage(store.path_of(page.picture).read_bytes(), int(page.measured["dpi"]))
        for page in pages
    ]
    content = pdf_a(images, title=copy.name, at=clock.now())
    return with_text(content, images, name=str(copy.key)) if settings.SCAN_OCR else content


def _note(seen: PaperCopy, made_of: list[list[object]], place: str, content: bytes) -> bool:
    with transaction.atomic():
        intake = Intake.objects.select_for_update().get(pk=seen.intake_id)
        copy = PaperCopy.objects.select_for_update().get(pk=seen.pk)
        if copy.state != PaperCopy.State.MAKING or copy.made_of != made_of:
            return False
        all_pages = pages_of(intake)
        own = [page for page in all_pages if page.requirement_key == copy.requirement_key]
        if as_made(own) != made_of or any(p.state == ScannedPage.State.NEW for p in own):
            return False
        copy.problems = _problems(own, twins_among(all_pages))
        copy.state = PaperCopy.State.REFUSED if copy.problems else PaperCopy.State.READY
        copy.file, copy.size = place, len(content)
        copy.sha256 = hashlib.sha256(content).hexdigest() if content else ""
        copy.made_at = clock.now()
        copy.save()
    return True


def _problems(pages: list[ScannedPage], twins: set[int]) -> list[dict[str, str]]:
    found = []
    for number, page in enumerate(pages, start=1):
        for one in findings(page, twins):
            words = _("Trang %(number)d: %(text)s") % {"number": number, "text": one.text}
            found.append({"code": one.code, "text": words, "page": str(page.key)})
    if len(pages) > settings.PAPER_MAX_PAGES:
        words = _("Giấy tờ có %(pages)d trang, nhiều hơn mức %(most)d trang. Hãy bỏ trang thừa.")
        text = words % {"pages": len(pages), "most": settings.PAPER_MAX_PAGES}
        found.append({"code": "too_many_pages", "text": text})
    return found
