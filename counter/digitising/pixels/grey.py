"""Shades of grey and ink, on which everything is measured."""

import cv2
import numpy as np

from counter.digitising.pixels.types import Picture, Pixels, as_pixels

# One core a page: the worker's other lanes and the pages of the portal need theirs.
cv2.setNumThreads(1)

# Letters are some pixels tall here, specks are lost, and a page is measured in milliseconds.
MEASURE_DPI = 100
_NEIGHBOURHOOD = 41
# How much darker than the paper around it a pixel of ink is, of 255.
_INK_CONTRAST = 28


def grey_of(pixels: Pixels) -> Pixels:
    """The picture in greys."""
    return pixels if pixels.ndim == 2 else as_pixels(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY))


def small_grey(picture: Picture) -> Pixels:
    """The picture in greys at MEASURE_DPI."""
    grey = grey_of(picture.pixels)
    scale = MEASURE_DPI / picture.dpi
    if scale >= 1:
        return grey
    return as_pixels(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))


def ink_of(grey: Pixels) -> Pixels:
    """1 where there is ink: darker than the paper around it, whatever the light was. Large dark
    areas (a scanner's lid, a table) are none."""
    calm = cv2.medianBlur(grey, 3)
    around = cv2.boxFilter(calm, -1, (_NEIGHBOURHOOD, _NEIGHBOURHOOD))
    return (around.astype(np.int16) - calm > _INK_CONTRAST).astype(np.uint8)
