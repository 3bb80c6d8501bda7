"""A sheet of paper in a photo: its edges, and the photo as if it had been scanned.

A photo knows no inches. The sheet is taken for A4 (NĐ 30/2020: every paper of the administration
is), which gives its resolution; a photo in which no sheet is found, is taken for a sheet itself.
"""

import cv2
import numpy as np
import numpy.typing as npt

from counter.digitising.pixels.grey import grey_of
from counter.digitising.pixels.types import Picture, Pixels, as_pixels

A4_LONG_INCHES, A4_SHORT_INCHES = 11.693, 8.268
_WORK_SIDE = 800
# A sheet fills at least this much of a photo that is meant to show it.
_LEAST_PART, _MOST_PART = 0.25, 0.97
_A4_RATIO = A4_LONG_INCHES / A4_SHORT_INCHES
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
    """The four corners (top left, top right, bottom right, bottom left), or None."""
    scale = min(1.0, _WORK_SIDE / max(photo.shape[:2]))
    small = cv2.resize(grey_of(photo), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    calm = cv2.GaussianBlur(small, (7, 7), 0)
    _, bright = cv2.threshold(calm, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    whole = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8))
    outlines, _ = cv2.findContours(whole, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    largest = max(outlines, key=cv2.contourArea)
    part = cv2.contourArea(largest) / (small.shape[0] * small.shape[1])
    if not _LEAST_PART <= part <= _MOST_PART:
        return None
    hull = cv2.convexHull(largest)
    corners = cv2.approxPolyDP(hull, 0.03 * cv2.arcLength(hull, True), True)
    if len(corners) != 4:
        return None
    return _in_order(corners.reshape(4, 2).astype(np.float32) / np.float32(scale))


def _in_order(corners: Corners) -> Corners:
    sums, differences = corners.sum(axis=1), np.diff(corners, axis=1).ravel()
    order = [sums.argmin(), differences.argmin(), sums.argmax(), differences.argmax()]
    return corners[order]


def _flattened(photo: Pixels, corners: Corners) -> Picture:
    top_left, top_right, bottom_right, bottom_left = corners
    width = _mean_length(top_left, top_right, bottom_left, bottom_right)
    height = _mean_length(top_left, bottom_left, top_right, bottom_right)
    width, height = _as_a4(width, height)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    flat = cv2.warpPerspective(photo, matrix, (width, height), flags=cv2.INTER_LINEAR)
    return Picture(as_pixels(flat), _dpi(max(width, height)))


def _mean_length(a: Corners, b: Corners, c: Corners, d: Corners) -> float:
    return float(np.linalg.norm(a - b) + np.linalg.norm(c - d)) / 2


def _as_a4(width: float, height: float) -> tuple[int, int]:
    """Sides that are nearly those of A4 become exactly so: the copy is printed at 100 %."""
    long_side, short_side = max(width, height), min(width, height)
    if abs(long_side / short_side - _A4_RATIO) / _A4_RATIO <= _RATIO_TOLERANCE:
        short_side = long_side / _A4_RATIO
    long_side, short_side = round(long_side), round(short_side)
    return (long_side, short_side) if width > height else (short_side, long_side)


def _dpi(long_side: int) -> int:
    return max(1, round(long_side / A4_LONG_INCHES))
