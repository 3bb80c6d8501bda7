"""Quarter turns and cropping."""

import numpy as np

from counter.digitising.pixels.types import Picture

WHOLE = 1000


def quarter_turns(picture: Picture, clockwise: int) -> Picture:
    """The picture turned clockwise by 0, 90, 180 or 270 degrees."""
    turned = np.ascontiguousarray(np.rot90(picture.pixels, k=-(clockwise // 90)))
    return Picture(turned, picture.dpi)


def crop(picture: Picture, box: list[int]) -> Picture:
    """What lies between left, top, right, bottom, each per mille of its side; all when empty."""
    if not box:
        return picture
    left, top, right, bottom = box
    rows = slice(picture.height * top // WHOLE, max(1, picture.height * bottom // WHOLE))
    columns = slice(picture.width * left // WHOLE, max(1, picture.width * right // WHOLE))
    return Picture(np.ascontiguousarray(picture.pixels[rows, columns]), picture.dpi)
