"""Whether a page lies on its side or on its head.

Lines of letters are looked for along the page and across it. What of a line stands above its small
letters against what hangs below tells up from down: Vietnamese has its marks above. Where that is
in doubt (digits, some handwriting) nothing is said.
"""

import cv2
import numpy as np

from counter.digitising.pixels.grey import grey_of, ink_of
from counter.digitising.pixels.types import Picture, Pixels, as_pixels

_DPI = 150
# Pixels at that resolution: a letter's sides at most, its area at least; a line of letters.
_LETTER, _SPECK = 60, 4
_LINE_HIGH, _LINE_LONG, _LONGER_THAN_HIGH = (12, 60), 80, 4
# Fewer lines are an accident; across there must be so many times more of them than along.
_LEAST_LINES, _MORE = 4, 3
# Part of what sticks out of the lines that is above them: upright 0.6 to 0.8, on its head 0.2 to
# 0.4, English and digits about a half.
_ON_ITS_HEAD = 0.38
# Of a line's ink so much has to stick out of it: digits alone are all of one height.
_STICKS_OUT = 0.05


def turn_wanted(picture: Picture) -> int:
    """Degrees clockwise (90, 180, 270) that would make the page upright; 0 when it is, or when it
    has not enough writing to tell."""
    letters = _letters(picture)
    along, above = _lines(letters)
    across, above_across = _lines(as_pixels(np.rot90(letters, -1).copy()))
    if across >= _LEAST_LINES and across >= _MORE * along:
        return 270 if above_across <= _ON_ITS_HEAD else 90
    if along >= _LEAST_LINES and above <= _ON_ITS_HEAD:
        return 180
    return 0


def _letters(picture: Picture) -> Pixels:
    """1 where there is ink of the size of letters: no rules of tables, photos, seals."""
    grey, scale = grey_of(picture.pixels), _DPI / picture.dpi
    if scale < 1:
        grey = as_pixels(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))
    _count, labels, facts, _centres = cv2.connectedComponentsWithStats(ink_of(grey))
    wide, high, area = facts[:, 2], facts[:, 3], facts[:, 4]
    is_letter = (wide <= _LETTER) & (high <= _LETTER) & (area >= _SPECK)
    is_letter[0] = False
    return as_pixels(is_letter[labels])


def _lines(letters: Pixels) -> tuple[int, float]:
    """How many level lines there are, and which part of what sticks out of them is above."""
    joined = cv2.morphologyEx(letters, cv2.MORPH_CLOSE, np.ones((1, 25), np.uint8))
    joined = cv2.dilate(joined, np.ones((5, 1), np.uint8))
    _count, labels, facts, _centres = cv2.connectedComponentsWithStats(joined)
    lines, above, below = 0, 0.0, 0.0
    for number, (left, top, wide, high, _area) in enumerate(facts[1:], start=1):
        if wide < max(_LINE_LONG, _LONGER_THAN_HIGH * high):
            continue
        if not _LINE_HIGH[0] <= high <= _LINE_HIGH[1]:
            continue
        place = slice(top, top + high), slice(left, left + wide)
        rows = (letters[place] * (labels[place] == number)).sum(axis=1)
        small = np.nonzero(rows >= rows.max() / 2)[0]
        above += rows[: small[0]].sum() / rows.sum()
        below += rows[small[-1] + 1 :].sum() / rows.sum()
        lines += 1
    out = above + below
    return lines, above / out if out and out >= _STICKS_OUT * lines else 0.5
