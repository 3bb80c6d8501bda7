"""The black lid of a scanner around a sheet that is smaller than the glass, or lies askew on it.

The lid is not the paper: what shows of it is cut off, and painted over where the sheet's own slant
leaves wedges. The sheet itself is never touched: only what is black, without colour, even, and
reaches the edge of the picture is lid.
"""

import cv2
import numpy as np
import numpy.typing as npt

from counter.digitising.pixels.grey import grey_of
from counter.digitising.pixels.straighten import LEAVE_DEGREES, turned_whole
from counter.digitising.pixels.types import Picture, Pixels

# Of 255. A lid is all but black, all but grey, and the same everywhere.
_BLACK, _COLOURLESS, _EVEN = 60, 30, 14.0
# Of the picture: less is the shadow of an edge, as much is no page in front of a lid.
_LEAST_PART, _MOST_PART = 0.004, 0.95
_WORK_SIDE = 800
# A row or column of which so much is paper belongs to the sheet.
_SHEET_PART = 0.25


def level_off_lid(picture: Picture, degrees: float) -> Picture | None:
    """The sheet alone, turned back by its skew; None when there is no lid around it."""
    if not _lid_of(picture.pixels).any():
        return None
    turned = picture
    if abs(degrees) >= LEAVE_DEGREES:
        black = (0, 0, 0) if picture.pixels.ndim == 3 else (0,)
        turned = Picture(turned_whole(picture.pixels, degrees, black), picture.dpi)
    lid = _lid_of(turned.pixels)
    rows, columns = (_span(1 - lid.mean(axis=axis)) for axis in (1, 0))
    sheet, lid = turned.pixels[rows, columns].copy(), lid[rows, columns]
    if not lid.all():
        sheet[lid] = np.median(sheet[~lid], axis=0)
    return Picture(sheet, picture.dpi)


def _lid_of(pixels: Pixels) -> npt.NDArray[np.bool_]:
    """True where the lid is; nowhere when what is black at the edge is no lid."""
    scale = min(1.0, _WORK_SIDE / max(pixels.shape[:2]))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    black = (cv2.medianBlur(grey_of(np.asarray(small, np.uint8)), 3) < _BLACK).astype(np.uint8)
    if small.ndim == 3:
        black[np.ptp(small, axis=2) > _COLOURLESS] = 0
    _count, labels = cv2.connectedComponents(black)
    edge = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    lid = np.isin(labels, np.unique(edge[edge > 0]))
    nothing = np.zeros(pixels.shape[:2], np.bool_)
    if not _LEAST_PART <= lid.mean() <= _MOST_PART:
        return nothing
    if float(grey_of(np.asarray(small, np.uint8))[lid].std()) > _EVEN:
        return nothing
    # Its rim, where paper and lid are mixed in one pixel, is lid.
    grown = cv2.dilate(lid.astype(np.uint8), np.ones((5, 5), np.uint8))
    height, width = pixels.shape[:2]
    return np.asarray(
        cv2.resize(grown, (width, height), interpolation=cv2.INTER_NEAREST), dtype=np.bool_
    )


def _span(paper: npt.NDArray[np.floating]) -> slice:
    inside = np.nonzero(paper >= _SHEET_PART)[0]
    return slice(int(inside[0]), int(inside[-1]) + 1) if len(inside) else slice(None)
