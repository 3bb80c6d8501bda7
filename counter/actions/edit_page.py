"""Turn or crop a page; say that a page is right as it is. The file it came in stays as it was."""

import uuid
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from counter import jobs
from counter.actions.page_locks import changed, lock_pages
from counter.digitising.pages import findings, pages_of, twins_among
from counter.models import ScannedPage
from portal.accounts.actor import Actor
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput

WHOLE = 1000
# Less than a tenth of a side is a slip of the hand.
_LEAST = 100
QUARTER = 90


def turn_pages(
    *, actor: Actor, key: uuid.UUID, pages: Collection[uuid.UUID], clockwise: int
) -> None:
    """Turn pages by 90, 180 or 270 degrees. Raises Http404, Refusal (the paper is signed)."""
    with transaction.atomic():
        intake, found = lock_pages(actor, key, pages)
        for page in found:
            page.rotation = (page.rotation + clockwise) % 360
            for _quarter in range(clockwise // QUARTER):
                page.crop = _turned(page.crop)
        _prepare_anew(found)
        changed(intake, {page.requirement_key for page in found})


def crop_page(*, actor: Actor, key: uuid.UUID, page: uuid.UUID, crop: list[int]) -> None:
    """Keep only what lies between left, top, right, bottom (per mille of the straightened page);
    empty: all of it. Raises InvalidInput({"crop": …}), Http404, Refusal."""
    if crop and not _is_box(crop):
        raise InvalidInput(
            {
                "crop": _(
                    "Phần giữ lại phải rộng và cao ít nhất 10% trang: số bên trái nhỏ hơn bên "
                    "phải, trên nhỏ hơn dưới, từ 0 đến 100."
                )
            }
        )
    with transaction.atomic():
        intake, found = lock_pages(actor, key, [page])
        found[0].crop = [] if crop == [0, 0, WHOLE, WHOLE] else crop
        _prepare_anew(found)
        changed(intake, {found[0].requirement_key})


def accept_page(*, actor: Actor, key: uuid.UUID, page: uuid.UUID) -> None:
    """The clerk has looked: what was found on the page is no fault of it. Recorded with the name.
    What cannot be right (too few dots per inch of a scan, an unreadable page) stays."""
    with transaction.atomic():
        intake, [found] = lock_pages(actor, key, [page])
        twins = twins_among(pages_of(intake))
        codes = [one.code for one in findings(found, twins) if one.may_be_accepted]
        if not codes:
            return
        accepted = {*found.measured.get("accepted", []), *codes}
        found.measured = found.measured | {"accepted": sorted(accepted)}
        found.save(update_fields=["measured"])
        changed(intake, {found.requirement_key})
        record(actor=actor, action="accept_page", subject=f"page:{found.key}", findings=codes)


def _prepare_anew(pages: list[ScannedPage]) -> None:
    for page in pages:
        if not page.original:
            continue
        page.state = ScannedPage.State.NEW
        page.save(update_fields=["rotation", "crop", "state"])
        jobs.defer(jobs.PREPARE_PAGE, page_id=page.pk)


def _turned(crop: list[int]) -> list[int]:
    """The same part of a page that has been turned clockwise by a quarter."""
    if not crop:
        return crop
    left, top, right, bottom = crop
    return [WHOLE - bottom, left, WHOLE - top, right]


def _is_box(crop: list[int]) -> bool:
    if len(crop) != 4:
        return False
    left, top, right, bottom = crop
    inside = min(crop) >= 0 and max(crop) <= WHOLE
    return inside and right - left >= _LEAST and bottom - top >= _LEAST
