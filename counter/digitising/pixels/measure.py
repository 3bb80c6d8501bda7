"""What a page measures: how much ink, how sharp, how bright.

The limits were found on pictures of scans that were made for it (docs/digitising.md) and stand here
with what they mean.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from counter.digitising.pixels.grey import grey_of, ink_of, small_grey
from counter.digitising.pixels.holes import without_holes
from counter.digitising.pixels.types import Picture, Pixels, as_pixels

# Of 10,000 pixels so many are ink on a page with one short line; specks of dust are fewer.
BLANK_BELOW = 4.0
# Pixels of thin strokes close together, at 200 dpi: a thin signature has 1,400, a line of light
# pencil 5,000; dust, and the writing on the other side that shines through, 15.
STROKES_BELOW = 300
# How much darker than its paper a thin stroke is, of 255, in the colour that shows it best.
_STROKE_CONTRAST = 16
_STROKE_WIDTH, _CLOSE_TOGETHER = 7, 21
# Variance of the Laplacian where the letters are, relative to their contrast (×1000).
BLURRED_BELOW = 60.0
# The paper itself (its brighter half) of 255; under this letters drown in noise when copied.
DARK_BELOW = 110.0
_TILE = 64


@dataclass(frozen=True)
class Measures:
    """`ink` per 10,000 pixels; `strokes` in the largest group of thin ones, looked for where there
    is hardly any ink; `sharpness` relative; `brightness` of the paper, of 255."""

    ink: float
    strokes: int
    sharpness: float
    brightness: float

    @property
    def is_blank(self) -> bool:
        """Nothing is written on the page: neither dark nor thin and light."""
        return self.ink < BLANK_BELOW and self.strokes < STROKES_BELOW

    @property
    def is_blurred(self) -> bool:
        """There is writing, and its edges are soft."""
        return not self.is_blank and self.sharpness < BLURRED_BELOW

    @property
    def is_dark(self) -> bool:
        """The paper is nearer to black than to white."""
        return self.brightness < DARK_BELOW


def measure(picture: Picture) -> Measures:
    """Measure a page as it will stand in the copy."""
    small = small_grey(picture)
    ink = round(float(_inner(ink_of(without_holes(small))).mean()) * 10_000, 1)
    return Measures(
        ink=ink,
        strokes=_strokes(picture) if ink < BLANK_BELOW else 0,
        sharpness=round(_sharpness(picture), 1),
        brightness=round(float(np.percentile(small, 75)), 1),
    )


def _inner(plane: Pixels) -> Pixels:
    """Without the margins, where shadows of the edges and punched holes lie."""
    rows, columns = (side // 25 for side in plane.shape)
    return plane[rows : plane.shape[0] - rows, columns : plane.shape[1] - columns]


def _sharpness(picture: Picture) -> float:
    """Of the tiles with most contrast: how steep the edges are, whatever the contrast is."""
    grey = _inner(_at_200_dpi(grey_of(picture.pixels), picture.dpi)).astype(np.float32)
    rows, columns = grey.shape[0] // _TILE, grey.shape[1] // _TILE
    if not rows or not columns:
        return 0.0
    edges = np.asarray(cv2.Laplacian(grey, cv2.CV_32F), dtype=np.float32)
    steepness, contrast = (_variance_of_tiles(plane, rows, columns) for plane in (edges, grey))
    busy = contrast >= max(float(np.percentile(contrast, 80)), 1.0)
    if not busy.any():
        return 0.0
    return float(np.median(steepness[busy] / contrast[busy])) * 1000


def _strokes(picture: Picture) -> int:
    """What is thin and darker than what lies on both its sides: pencil, a pen, letters. Soft
    shadows, and writing that shines through the paper, are too wide for it."""
    pixels = picture.pixels
    darkest = pixels if pixels.ndim == 2 else as_pixels(pixels.min(axis=2))
    plane = cv2.GaussianBlur(_inner(_at_200_dpi(darkest, picture.dpi)), (0, 0), 0.8)
    hat = cv2.morphologyEx(plane, cv2.MORPH_BLACKHAT, np.ones((_STROKE_WIDTH,) * 2, np.uint8))
    thin = (hat > _STROKE_CONTRAST).astype(np.uint8)
    count, groups = cv2.connectedComponents(cv2.dilate(thin, np.ones((_CLOSE_TOGETHER,) * 2)))
    sizes = np.bincount(groups.ravel(), weights=thin.ravel(), minlength=count)
    return int(sizes[1:].max(initial=0))


def _at_200_dpi(grey: Pixels, dpi: int) -> Pixels:
    scale = 200 / dpi
    if scale >= 1:
        return grey
    return as_pixels(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))


def _variance_of_tiles(
    plane: npt.NDArray[np.float32], rows: int, columns: int
) -> npt.NDArray[np.float32]:
    tiles = plane[: rows * _TILE, : columns * _TILE].reshape(rows, _TILE, columns, _TILE)
    return np.asarray(tiles.var(axis=(1, 3)), dtype=np.float32)
