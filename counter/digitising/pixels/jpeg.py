"""Pictures as JPEG: the page as it goes into the copy, and the small one for the tray."""

import io

from PIL import Image

from counter.digitising.pixels.types import Picture

# Letters stay clean; an A4 page at 300 dpi takes about a megabyte.
_QUALITY, _SMALL_QUALITY = 85, 70
_SMALL = (240, 340)


def page_jpeg(picture: Picture) -> bytes:
    """The page at its full size; the file knows its dots per inch."""
    return _written(Image.fromarray(picture.pixels), _QUALITY, picture.dpi)


def small_jpeg(picture: Picture) -> bytes:
    """The page in a box of 240 × 340 pixels."""
    image = Image.fromarray(picture.pixels)
    image.thumbnail(_SMALL, reducing_gap=2.0)
    return _written(image, _SMALL_QUALITY, 72)


def _written(image: Image.Image, quality: int, dpi: int) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=quality, dpi=(dpi, dpi))
    return stream.getvalue()
