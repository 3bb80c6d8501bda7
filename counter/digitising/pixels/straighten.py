"""Deskewing: lines of text are made level.

Ink is summed up along lines of each angle; where the sums differ most between neighbours the lines
of text are hit. Found to a tenth of a degree within ±10°.
"""

import cv2
import numpy as np
import numpy.typing as npt

from counter.digitising.pixels.grey import ink_of, small_grey
from counter.digitising.pixels.holes import without_holes
from counter.digitising.pixels.types import Picture, Pixels, as_pixels

MAX_DEGREES = 10.0
# Less than this nobody sees, and turning always costs a little sharpness.
LEAVE_DEGREES = 0.15
_COARSE, _FINE = 0.5, 0.05
_MOST_POINTS = 60_000
_FEWEST_POINTS = 400
# The best angle must stand out from the rest this much, or the page has no lines.
_CLEAR = 1.12
# Ink that reaches over less of the paper's width or height is a signature or a stamp: no lines.
_LEAST_SPREAD = 0.25
# The rim of a picture, from which the paper's colour is taken.
_RIM = 0.02
# Specks, and what the shadow of a paper's edge may be.
_LOST_AT_MOST = 0.0001


def find_skew(picture: Picture) -> float:
    """Degrees by which the page is turned clockwise; 0 when it has no lines that tell.

    A page lying on its side is found as well: its lines are upright.
    """
    grey = without_holes(small_grey(picture))
    points = _ink_points(grey)
    if len(points) < _FEWEST_POINTS or not _is_spread(points, grey):
        return 0.0
    level = _best(points[:, 1], points[:, 0])
    upright = _best(points[:, 0], -points[:, 1])
    angle, contrast = max(level, upright, key=lambda found: found[1])
    return angle if contrast >= _CLEAR else 0.0


def level(picture: Picture, degrees: float) -> Picture:
    """The picture turned back by its skew, grown so that nothing is cut off, then trimmed to the
    size it had where only empty paper is lost."""
    if abs(degrees) < LEAVE_DEGREES:
        return picture
    paper = colour_of_rim(picture.pixels)
    turned = Picture(turned_whole(picture.pixels, degrees, paper), picture.dpi)
    return _trimmed(turned, picture.height, picture.width)


def _ink_points(grey: Pixels) -> npt.NDArray[np.float64]:
    """Places (x, y) of ink, without the margins where shadows lie."""
    ink = ink_of(grey)
    edge_y, edge_x = (max(2, side // 40) for side in ink.shape)
    rows, columns = np.nonzero(ink[edge_y:-edge_y, edge_x:-edge_x])
    step = max(1, len(rows) // _MOST_POINTS)
    return np.stack([columns[::step], rows[::step]], axis=1).astype(np.float64)


def _is_spread(points: npt.NDArray[np.float64], grey: Pixels) -> bool:
    first, last = np.percentile(points, (2, 98), axis=0)
    height, width = grey.shape
    return bool(max((last - first) / (width, height)) >= _LEAST_SPREAD)


def _best(across: npt.NDArray[np.float64], along: npt.NDArray[np.float64]) -> tuple[float, float]:
    """The angle with the clearest lines, and how much it stands out."""
    coarse = np.arange(-MAX_DEGREES, MAX_DEGREES + _COARSE / 2, _COARSE)
    scores = np.array([_clearness(across, along, angle) for angle in coarse])
    around = coarse[int(scores.argmax())]
    fine = np.arange(around - _COARSE, around + _COARSE + _FINE / 2, _FINE)
    fine = fine[np.abs(fine) <= MAX_DEGREES + _COARSE]
    finer = np.array([_clearness(across, along, angle) for angle in fine])
    # Of equally good neighbours the middle one.
    best = fine[finer >= finer.max() * 0.9995].mean()
    return round(float(best), 2), float(finer.max() / np.median(scores))


def _clearness(
    across: npt.NDArray[np.float64], along: npt.NDArray[np.float64], degrees: float
) -> float:
    radians = np.deg2rad(degrees)
    places = across * np.cos(radians) - along * np.sin(radians)
    places -= places.min()
    whole = places.astype(np.int64)
    # A point between two lines counts for both: otherwise rows of pixels draw the angle to 0.
    part = places - whole
    count = int(whole.max()) + 2
    lines = np.bincount(whole, 1 - part, count) + np.bincount(whole + 1, part, count)
    return float((lines[1:] - lines[:-1]) @ (lines[1:] - lines[:-1]))


def colour_of_rim(pixels: Pixels) -> tuple[int, ...]:
    """What lies around: corners that turning adds are no whiter than the paper."""
    rows, columns = (max(1, round(side * _RIM)) for side in pixels.shape[:2])
    sides = (pixels[:rows], pixels[-rows:], pixels[:, :columns], pixels[:, -columns:])
    colours = pixels.shape[2] if pixels.ndim == 3 else 1
    rim = np.concatenate([side.reshape(-1, colours) for side in sides])
    return tuple(int(shade) for shade in np.median(rim, axis=0))


def turned_whole(pixels: Pixels, degrees: float, around: tuple[int, ...]) -> Pixels:
    """Turned back by its skew and grown, so that nothing is cut off; the new corners `around`."""
    height, width = pixels.shape[:2]
    # OpenCV counts anticlockwise: turning by +degrees undoes a clockwise skew.
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
    wide, high = round(height * sin + width * cos), round(height * cos + width * sin)
    matrix[0, 2] += (wide - width) / 2
    matrix[1, 2] += (high - height) / 2
    turned = cv2.warpAffine(
        pixels, matrix, (wide, high), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT,
        borderValue=around,
    )  # fmt: skip
    return as_pixels(turned)


def _trimmed(turned: Picture, height: int, width: int) -> Picture:
    top = max(0, (turned.height - height) // 2)
    left = max(0, (turned.width - width) // 2)
    ink = ink_of(small_grey(turned))
    scale = ink.shape[0] / turned.height
    rows = slice(round(top * scale), round((top + height) * scale))
    columns = slice(round(left * scale), round((left + width) * scale))
    if int(ink.sum()) - int(ink[rows, columns].sum()) > max(20, ink.size * _LOST_AT_MOST):
        return turned
    middle = turned.pixels[top : top + height, left : left + width]
    return Picture(np.ascontiguousarray(middle), turned.dpi)
