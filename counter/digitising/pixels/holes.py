"""Punched holes: through them the scanner's lid is seen, and that is no writing."""

import cv2
import numpy as np

from counter.digitising.pixels.grey import MEASURE_DPI
from counter.digitising.pixels.types import Pixels

_DARK = 100
# Inches: a hole is 5 to 8 mm wide, and not far from an edge.
_LEAST, _MOST, _FROM_EDGE = 0.15, 0.38, 0.9
# A disc fills this part of the square around it.
_DISC, _TOLERANCE = 0.785, 0.08
_AROUND = 3


def without_holes(grey: Pixels) -> Pixels:
    """The page in greys at MEASURE_DPI with its holes closed."""
    dark = (grey < _DARK).astype(np.uint8)
    _count, _labels, facts, _centres = cv2.connectedComponentsWithStats(dark)
    holes = [tuple(int(number) for number in fact) for fact in facts[1:] if _is_hole(fact, grey)]
    if not holes:
        return grey
    closed, paper = grey.copy(), int(np.median(grey))
    for left, top, width, height, _area in holes:
        rows = slice(max(0, top - _AROUND), top + height + _AROUND)
        closed[rows, max(0, left - _AROUND) : left + width + _AROUND] = paper
    return closed


def _is_hole(fact: Pixels, grey: Pixels) -> bool:
    left, top, width, height, area = (int(number) for number in fact)
    if not all(_LEAST <= side / MEASURE_DPI <= _MOST for side in (width, height)):
        return False
    rows, columns = grey.shape
    from_edge = min(left, top, columns - left - width, rows - top - height) / MEASURE_DPI
    round_ = abs(area / (width * height) - _DISC) <= _TOLERANCE
    return round_ and from_edge <= _FROM_EDGE and max(width, height) <= 1.3 * min(width, height)
