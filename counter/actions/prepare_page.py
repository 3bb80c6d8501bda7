"""A page as it came becomes a straightened picture with its measures (job)."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction

from counter.digitising.copies import refresh_copies
from counter.digitising.findings import (
    BLACK_AND_WHITE,
    BLANK,
    BLURRED,
    DARK,
    LOW_DPI,
    NOT_UPRIGHT,
    UNREADABLE,
    finding,
)
from counter.digitising.painting import AskedTooMuch, Painted, Unpaintable, Wanted, paint_apart
from counter.models import Intake, ScannedPage
from portal.shared.uploads import store

_FOLDER = "scans"


@dataclass(frozen=True)
class Prepared:
    """What the job has made of a page; no row names it yet."""

    picture: str
    thumbnail: str
    skew: float
    measured: dict[str, Any]

    @property
    def places(self) -> list[str]:
        """The files."""
        return [place for place in (self.picture, self.thumbnail) if place]


def prepare_page(*, page_id: int) -> bool:
    """Turn, straighten, crop, measure. Safe to repeat; False when the page was turned or removed
    meanwhile: the job that this deferred does it."""
    page = ScannedPage.objects.get(pk=page_id)
    if page.state != ScannedPage.State.NEW:
        return False
    try:
        _refuse_if_the_file_asked_too_much(page)
        prepared = _prepared(page)
    except Unpaintable as error:
        too_much = isinstance(error, AskedTooMuch)
        prepared = Prepared("", "", 0.0, {"findings": [UNREADABLE], "too_much": too_much})
    before = [place for place in (page.picture, page.thumbnail) if place]
    written = _note(page, prepared)
    store.delete_all(before if written else prepared.places)
    return written


def _refuse_if_the_file_asked_too_much(page: ScannedPage) -> None:
    """Once is enough: a file of a hundred such pages would keep every desk waiting for hours."""
    others = ScannedPage.objects.filter(
        intake_id=page.intake_id, state=ScannedPage.State.REFUSED, sha256=page.sha256,
        measured__too_much=True,
    )  # fmt: skip
    if others.exists():
        raise AskedTooMuch


def _prepared(page: ScannedPage) -> Prepared:
    painted = paint_apart(
        Wanted(
            store.path_of(page.original),
            page.original_page,
            page.rotation,
            page.crop,
            settings.SCAN_MAX_DPI,
        )
    )
    places = [store.place_of(uuid.uuid4(), ".jpg", folder=_FOLDER) for _ in range(2)]
    store.write(places[0], painted.picture)
    store.write(places[1], painted.thumbnail)
    measured = painted.measured | {"findings": _found(painted)}
    return Prepared(places[0], places[1], painted.skew, measured)


def _found(painted: Painted) -> list[str]:
    told = (
        (LOW_DPI, painted.measured["dpi"] < settings.SCAN_MIN_DPI),
        (BLANK, painted.is_blank),
        (BLURRED, painted.is_blurred),
        (DARK, painted.is_dark),
        (BLACK_AND_WHITE, not painted.colours),
        (NOT_UPRIGHT, bool(painted.measured["turn"])),
    )
    return [code for code, so in told if so]


def _note(seen: ScannedPage, prepared: Prepared) -> bool:
    """Write it on the page if that is still as it was read, and have the paper put together."""
    with transaction.atomic():
        intake = Intake.objects.select_for_update().get(pk=seen.intake_id)
        page = ScannedPage.objects.select_for_update().get(pk=seen.pk)
        same = (page.rotation, page.crop) == (seen.rotation, seen.crop)
        if page.state != ScannedPage.State.NEW or not same:
            return False
        accepted = page.measured.get("accepted", [])
        page.picture, page.thumbnail = prepared.picture, prepared.thumbnail
        page.skew = round(prepared.skew * 100)
        page.measured = prepared.measured | {"accepted": accepted}
        unreadable = UNREADABLE in prepared.measured["findings"]
        page.state = ScannedPage.State.REFUSED if unreadable else ScannedPage.State.READY
        page.refusal = finding(UNREADABLE, {}).text if unreadable else ""
        page.save(update_fields=["picture", "thumbnail", "skew", "measured", "state", "refusal"])
        refresh_copies(intake, [page.requirement_key])
    return True
