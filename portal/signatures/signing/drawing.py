"""Images of signatures and seals: a file that belongs to the key, or drawn from a name.

All of them become stencils, one bit for each point, painted in one colour: no transparency that
PDF/A would forbid, and sharp on paper. What is drawn resembles no real signature, seal or crest.
"""

import math
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from portal.shared.pdf.fonts import cut

# Points of the stencil for each 1/72 inch: 576 dpi.
SCALE = 8
_WHITE, _BLACK = 255, 0


def stencil_of(file: Path) -> Image.Image:
    """The stencil of an image file: what is dark and not transparent is ink."""
    with Image.open(file) as given:
        shown = given.convert("RGBA")
    ground = Image.new("RGBA", shown.size, "white")
    ground.alpha_composite(shown)
    return ground.convert("L").point(lambda light: _WHITE if light > 160 else _BLACK).convert("1")


@lru_cache(maxsize=64)
def drawn_signature(name: str, width: int, height: int) -> Image.Image:
    """The name in italics over a flourish, `width` x `height` points."""
    image = Image.new("L", (width * SCALE, height * SCALE), _WHITE)
    pen = ImageDraw.Draw(image)
    font = _fitting(name, "bold-italic", width * SCALE * 0.9, height * SCALE * 0.5)
    pen.text((image.width / 2, image.height * 0.42), name, font=font, fill=_BLACK, anchor="mm")
    pen.line(_flourish(image.width, image.height), fill=_BLACK, width=SCALE, joint="curve")
    return image.convert("1")


@lru_cache(maxsize=64)
def drawn_seal(agency: str, size: int) -> Image.Image:
    """Two rings, an open door and the agency's name, `size` points across."""
    across = size * SCALE
    image = Image.new("L", (across, across), _WHITE)
    pen = ImageDraw.Draw(image)
    for inset, thick in ((0.01, 0.022), (0.2, 0.009)):
        edge = across * inset
        pen.ellipse((edge, edge, across - edge, across - edge), None, _BLACK, int(across * thick))
    _around(image, "CHỮ KÝ SỐ CƠ QUAN", across)
    _door(pen, across / 2, across * 0.3, across * 0.07)
    lines = _wrapped(agency.upper(), 14)
    font = _fitting(max(lines, key=len), "bold", across * 0.5, across * 0.085)
    step = across * 0.095
    top = across * 0.56 - step * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        middle = (across / 2, top + number * step)
        pen.text(middle, line, font=font, fill=_BLACK, anchor="mm")
    return image.convert("1")


def _fitting(text: str, name: str, width: float, height: float) -> ImageFont.FreeTypeFont:
    """The largest size at which the text fits."""
    font = ImageFont.truetype(str(cut(name)), 100)
    taken = max(font.getlength(text), 1)
    return ImageFont.truetype(str(cut(name)), max(8, int(min(100 * width / taken, height))))


def _flourish(width: int, height: int) -> list[tuple[float, float]]:
    """A line that swings under the name and runs out to the right."""
    points = []
    for step in range(121):
        along = step / 120
        swing = math.sin(along * math.pi * 5) * (1 - along) * height * 0.11
        points.append((width * (0.06 + 0.88 * along), height * (0.82 - 0.08 * along) + swing))
    return points


def _around(image: Image.Image, text: str, across: int) -> None:
    """The text along the upper part of the ring, each letter upright on the circle."""
    font = ImageFont.truetype(str(cut("bold")), int(across * 0.09))
    cell = int(across * 0.17)
    radius = across * 0.395
    first, last = -110.0, 110.0
    for number, letter in enumerate(text):
        angle = first + (last - first) * number / (len(text) - 1)
        tile = Image.new("L", (cell, cell), _WHITE)
        ImageDraw.Draw(tile).text((cell / 2, cell / 2), letter, font=font, fill=_BLACK, anchor="mm")
        turned = tile.rotate(-angle, Image.Resampling.BICUBIC, fillcolor=_WHITE)
        x = across / 2 + radius * math.sin(math.radians(angle)) - cell / 2
        y = across / 2 - radius * math.cos(math.radians(angle)) - cell / 2
        ink = turned.point(lambda light: 255 - light)
        image.paste(_BLACK, (int(x), int(y)), ink)


def _door(pen: ImageDraw.ImageDraw, x: float, y: float, size: float) -> None:
    """Our own mark: an open door."""
    thick = max(1, int(size * 0.16))
    pen.rectangle((x - size * 0.7, y - size, x + size * 0.7, y + size), None, _BLACK, thick)
    pen.polygon(
        [
            (x - size * 0.7, y - size),
            (x + size * 0.2, y - size * 0.6),
            (x + size * 0.2, y + size * 1.3),
            (x - size * 0.7, y + size),
        ],
        fill=_BLACK,
    )


def _wrapped(text: str, most: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
