"""A page of a stranger's file becomes pictures, in a process that is ended when the file asks too
much of it: the pages of everybody else wait behind it."""

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.shared.apart import Apart, TooMuch

logger = logging.getLogger(__name__)

# A page takes a second; one of a hundred million points with everything on it takes ten. By the
# clock it may take longer, on a machine with much else to do.
_process = Apart(seconds=180, megabytes=4096, processor_seconds=60)


@dataclass(frozen=True)
class Wanted:
    """Which page of which file, how it is turned and cropped (per mille, empty: all of it)."""

    path: Path
    page: int
    rotation: int
    crop: list[int]
    most_dpi: int


@dataclass(frozen=True)
class Painted:
    """Both pictures as JPEG, and what was measured; `colours` as in pixels.source."""

    picture: bytes
    thumbnail: bytes
    skew: float
    measured: dict[str, Any]
    colours: bool
    is_blank: bool
    is_blurred: bool
    is_dark: bool


class Unpaintable(Exception):
    """The page is broken."""


class AskedTooMuch(Unpaintable):
    """The painting was ended: other pages of this file would be no better."""


def paint_apart(wanted: Wanted) -> Painted:
    """Straightened, cropped and measured. Raises AskedTooMuch; Unpaintable, whatever the libraries
    raise over a page that is no page (a strip one point wide): tried again it would be the same."""
    try:
        painted = _process.do(_paint, wanted)
    except TooMuch as error:
        logger.warning("Trang quá nặng, thôi vẽ / painting a page was given up")
        raise AskedTooMuch from error
    except Exception as error:
        logger.warning("Trang không vẽ được / cannot paint a page: %s", type(error).__name__)
        raise Unpaintable from error
    if painted is None:
        raise Unpaintable
    return painted


def _paint(wanted: Wanted) -> Painted | None:
    # OpenCV and what paints PDFs are loaded where they work: the worker itself stays small.
    from counter.digitising.pixels.jpeg import page_jpeg, small_jpeg
    from counter.digitising.pixels.lid import level_off_lid
    from counter.digitising.pixels.measure import measure
    from counter.digitising.pixels.source import Unreadable, read_page
    from counter.digitising.pixels.straighten import find_skew, level
    from counter.digitising.pixels.turning import crop, quarter_turns
    from counter.digitising.pixels.upright import turn_wanted

    try:
        source = read_page(wanted.path, wanted.page, most_dpi=wanted.most_dpi)
    except Unreadable:
        return None
    turned = quarter_turns(source.picture, wanted.rotation)
    skew = find_skew(turned)
    picture = crop(level_off_lid(turned, skew) or level(turned, skew), wanted.crop)
    measures = measure(picture)
    return Painted(
        picture=page_jpeg(picture),
        thumbnail=small_jpeg(picture),
        skew=skew,
        measured={
            "dpi": picture.dpi,
            "assumed": source.assumed,
            "width": picture.width,
            "height": picture.height,
            "ink": measures.ink,
            "strokes": measures.strokes,
            "sharpness": measures.sharpness,
            "brightness": measures.brightness,
            "turn": turn_wanted(picture),
        },
        colours=source.colours,
        is_blank=measures.is_blank,
        is_blurred=measures.is_blurred,
        is_dark=measures.is_dark,
    )
