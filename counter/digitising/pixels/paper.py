"""A sheet of paper in a photo: its edges, and the photo as if it had been scanned.

A photo knows no inches. The sheet is taken for A4 (NĐ 30/2020: every paper of the administration
is), which gives its resolution; a photo in which no sheet is found, is taken for a sheet itself.
"""

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from counter.digitising.pixels.grey import grey_of
from counter.digitising.pixels.types import Picture, Pixels, as_pixels

A4_LONG_INCHES, A4_SHORT_INCHES = 11.693, 8.268
_WORK_SIDE = 800
# A sheet fills at least this much of a photo that is meant to show it; a card, so much of a dark
# table.
_LEAST_LIGHT_PART, _LEAST_PART, _MOST_PART = 0.25, 0.1, 0.97
_DARK_TABLE = 100
# Parts of the light that best divides bright from dark.
_LIGHTS = (1.1, 1.0, 0.85, 0.7, 0.55)
# Common area of outline and four sides, of both together.
_LEAST_FIT = 0.88
# A corner may lie so far outside the photo, and be this far from a right angle (30°).
_BEYOND, _MOST_COSINE = 0.05, 0.5
_A4_RATIO = A4_LONG_INCHES / A4_SHORT_INCHES
_CARD_RATIO = 85.60 / 53.98  # ISO 7810 ID-1: identity cards
_RATIO_TOLERANCE = 0.12

Corners = npt.NDArray[np.float32]


def scanned(photo: Pixels) -> Picture:
    """The sheet alone, its sides straight, with the dots an inch that the photo gives it."""
    corners = find_sheet(photo)
    if corners is None:
        height, width = photo.shape[:2]
        return Picture(photo, _dpi(max(height, width)))
    return _flattened(photo, corners)


def find_sheet(photo: Pixels) -> Corners | None:
    """The four corners (top left, top right, bottom right, bottom left), or None.

    What is bright is looked at in several lights: half of a sheet may lie in a shadow. Of all
    outlines the one counts that four straight sides describe best.
    """
    scale = min(1.0, _WORK_SIDE / max(photo.shape[:2]))
    small = cv2.resize(grey_of(photo), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    calm = as_pixels(cv2.GaussianBlur(small, (7, 7), 0))
    middle, _ = cv2.threshold(calm, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    found = [_sheet_above(calm, middle * part) for part in _LIGHTS]
    fit, corners = max((one for one in found if one), key=lambda one: one[0], default=(0.0, None))
    return None if corners is None or fit < _LEAST_FIT else _in_order(corners / np.float32(scale))


def _sheet_above(grey: Pixels, light: float) -> tuple[float, Corners] | None:
    """The largest thing that is brighter, as four corners, and how well they describe it."""
    bright = as_pixels((grey > light).astype(np.uint8))
    whole = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8))
    outlines, _ = cv2.findContours(whole, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    largest = max(outlines, key=cv2.contourArea)
    area = cv2.contourArea(largest)
    part = area / grey.size
    if not _LEAST_PART <= part <= _MOST_PART:
        return None
    if part < _LEAST_LIGHT_PART and np.median(grey[whole == 0]) > _DARK_TABLE:
        return None
    corners = _four_sides(largest)
    if corners is None or not _is_seen_paper(corners, grey.shape):
        return None
    thing, sheet = np.zeros_like(grey), np.zeros_like(grey)
    cv2.drawContours(thing, [largest], -1, 1, cv2.FILLED)
    cv2.fillConvexPoly(sheet, corners.round().astype(np.int32), 1)
    return float((thing & sheet).sum() / max(1, (thing | sheet).sum())), corners


def _four_sides(edge: npt.NDArray[Any]) -> Corners | None:
    """Where the four longest sides of an outline meet: a finger on a corner makes short ones."""
    length = cv2.arcLength(edge, True)
    outline = cv2.approxPolyDP(edge, 0.01 * length, True).reshape(-1, 2).astype(np.float64)
    if len(outline) < 4:
        return None
    ends = np.roll(outline, -1, axis=0)
    longest = np.sort(np.argsort(np.linalg.norm(ends - outline, axis=1))[-4:])
    sides = [np.cross([*outline[n], 1.0], [*ends[n], 1.0]) for n in longest]
    meet = [np.cross(sides[n - 1], sides[n]) for n in range(4)]
    if any(abs(place[2]) < 1e-6 for place in meet):
        return None
    return np.array([place[:2] / place[2] for place in meet], np.float32)


def _is_seen_paper(corners: Corners, shape: tuple[int, ...]) -> bool:
    """Whether it may be a sheet seen aslant: all corners about right, and near the picture."""
    height, width = shape[:2]
    beyond = _BEYOND * max(height, width)
    inside = (corners >= -beyond) & (corners <= (width + beyond, height + beyond))
    before, after = (np.roll(corners, step, axis=0) - corners for step in (1, -1))
    lengths = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
    cosines = (before * after).sum(axis=1) / np.maximum(lengths, 1e-6)
    convex = cv2.isContourConvex(corners)
    return bool(inside.all() and convex and (np.abs(cosines) <= _MOST_COSINE).all())


def _in_order(corners: Corners) -> Corners:
    sums, differences = corners.sum(axis=1), np.diff(corners, axis=1).ravel()
    order = [sums.argmin(), differences.argmin(), sums.argmax(), differences.argmax()]
    return corners[order]


def _flattened(photo: Pixels, corners: Corners) -> Picture:
    top_left, top_right, bottom_right, bottom_left = corners
    width = _mean_length(top_left, top_right, bottom_left, bottom_right)
    height = _mean_length(top_left, bottom_left, top_right, bottom_right)
    width, height = _in_shape(width, height)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    flat = cv2.warpPerspective(photo, matrix, (width, height), flags=cv2.INTER_LINEAR)
    return Picture(as_pixels(flat), _dpi(max(width, height)))


def _mean_length(a: Corners, b: Corners, c: Corners, d: Corners) -> float:
    return float(np.linalg.norm(a - b) + np.linalg.norm(c - d)) / 2


def _in_shape(width: float, height: float) -> tuple[int, int]:
    """Sides that are nearly those of A4, or of a card, become exactly so: a photo taken aslant
    knows them only roughly."""
    long_side, short_side = max(width, height), min(width, height)
    ratio = long_side / short_side
    nearest = min((_A4_RATIO, _CARD_RATIO), key=lambda one: abs(ratio - one))
    if abs(ratio - nearest) / nearest <= _RATIO_TOLERANCE:
        short_side = long_side / nearest
    long_side, short_side = round(long_side), round(short_side)
    return (long_side, short_side) if width > height else (short_side, long_side)


def _dpi(long_side: int) -> int:
    return max(1, round(long_side / A4_LONG_INCHES))
