"""One page of a file, as pixels with their dots per inch."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

from counter.digitising.pixels.paper import scanned
from counter.digitising.pixels.types import Picture, as_pixels

register_heif_opener()

# What a file may claim about itself and be believed: cameras write 72 or 96 whatever they took.
_BELIEVED_DPI = range(100, 1301)
_MOST_INCHES = 18.0
# An image that covers so much of a PDF page is the scan; the rest is a layer of text or a stamp.
_SCAN_COVERS = 0.4
_POINTS_PER_INCH = 72
# Text without pixels of its own.
_PAINTED_DPI = 300
_LARGEST_SIDE = 8000


@dataclass(frozen=True)
class Source:
    """`assumed`: no file said how large the paper is, it was taken for A4. `colours`: False for
    black and white without greys."""

    picture: Picture
    assumed: bool
    colours: bool


class Unreadable(Exception):
    """The page cannot be painted."""


def read_page(path: Path, number: int, *, most_dpi: int) -> Source:
    """Page `number` (from 0), at most at `most_dpi`. Raises Unreadable."""
    try:
        source = _of_pdf(path, number) if path.suffix == ".pdf" else _of_image(path, number)
    except (OSError, ValueError, SyntaxError, EOFError, pdfium.PdfiumError) as error:
        raise Unreadable(str(error)) from error
    return Source(_scaled_down(source.picture, most_dpi), source.assumed, source.colours)


def _of_pdf(path: Path, number: int) -> Source:
    with pdfium.PdfDocument(path) as pdf:
        page = pdf[number]
        width, height = page.get_size()
        dpi, colours = _scan_in(page, width * height)
        largest = int(_LARGEST_SIDE * _POINTS_PER_INCH / max(width, height, 1))
        dpi = max(1, min(dpi, largest))
        painted = page.render(scale=dpi / _POINTS_PER_INCH, rev_byteorder=True, prefer_bgrx=False)
        pixels = painted.to_numpy()[..., :3].copy()
        return Source(Picture(pixels, dpi), assumed=False, colours=colours)


def _scan_in(page: pdfium.PdfPage, area: float) -> tuple[int, bool]:
    """The dots per inch of the image that fills the page, and whether it knows more than black
    and white; of a page of text _PAINTED_DPI."""
    found, colours, covered = _PAINTED_DPI, True, 0.0
    for image in page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_IMAGE,), max_depth=4):
        left, bottom, right, top = image.get_bounds()
        part = (right - left) * (top - bottom) / area if area else 0
        if part < _SCAN_COVERS or part <= covered:
            continue
        facts, covered = image.get_metadata(), part
        found = max(1, round(min(facts.horizontal_dpi, facts.vertical_dpi)))
        colours = facts.bits_per_pixel != 1
    return found, colours


def _of_image(path: Path, number: int) -> Source:
    with Image.open(path) as image:
        image.seek(number)
        dpi = _claimed_dpi(image)
        colours = image.mode != "1"
        pixels = np.asarray(_on_white(ImageOps.exif_transpose(image)))
    if dpi:
        return Source(Picture(pixels, dpi), assumed=False, colours=colours)
    return Source(scanned(pixels), assumed=True, colours=colours)


def _claimed_dpi(image: Image.Image) -> int:
    """0 when the file says nothing that can be believed."""
    claimed = [float(number) for number in image.info.get("dpi", (0, 0))]
    if len(claimed) != 2 or not min(claimed) > 0 or max(claimed) / min(claimed) > 1.05:
        return 0
    dpi = round(min(claimed))
    believed = dpi in _BELIEVED_DPI and max(image.size) / dpi <= _MOST_INCHES
    return dpi if believed else 0


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("RGB", "L"):
        return image
    if image.mode == "1":
        return image.convert("L")
    layer = image.convert("RGBA")
    page = Image.new("RGB", layer.size, "white")
    page.paste(layer, mask=layer.getchannel("A"))
    return page


def _scaled_down(picture: Picture, most_dpi: int) -> Picture:
    if picture.dpi <= most_dpi:
        return picture
    scale = most_dpi / picture.dpi
    smaller = cv2.resize(picture.pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return Picture(as_pixels(smaller), most_dpi)
