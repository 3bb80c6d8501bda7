"""A picture as OpenCV takes it, and how many of its pixels make an inch of paper."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

# Rows × columns × (red, green, blue), or rows × columns of greys; 0 is black, 255 white.
Pixels = npt.NDArray[np.uint8]


def as_pixels(plane: npt.NDArray[Any]) -> Pixels:
    """What OpenCV gives back, whose types say less than it does: bytes stay bytes."""
    return np.asarray(plane, dtype=np.uint8)


@dataclass(frozen=True)
class Picture:
    """The pixels of one page. `dpi` is about the paper, not about what the file claims."""

    pixels: Pixels
    dpi: int

    @property
    def height(self) -> int:
        """Rows."""
        return int(self.pixels.shape[0])

    @property
    def width(self) -> int:
        """Columns."""
        return int(self.pixels.shape[1])
