"""What is seen of a signature, drawn into its own widget: text with embedded fonts or a stencil."""

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import ResourceType
from pyhanko.pdf_utils.font import FontEngine
from pyhanko.pdf_utils.font.opentype import GlyphAccumulatorFactory
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp import BaseStamp, BaseStampStyle

from portal.shared.pdf.fonts import cut
from portal.signatures.marks import Mark, Place
from portal.signatures.signing.drawing import drawn_seal, drawn_signature, stencil_of
from portal.signatures.signing.page import SEAL

TEXT_SIZE, LEADING = 10, 12
BLUE, RED = b"0 0.2 0.7 rg", b"0.8 0.05 0.05 rg"


@dataclass(frozen=True)
class Drawn:
    """A mark that knows its size in points; `content` and `resources` are made for one writer."""

    width: float
    height: float
    content: bytes
    category: ResourceType
    resource: generic.PdfObject


def draw(mark: Mark, writer: BasePdfFileWriter, image: Path | None) -> Drawn | None:
    """The mark's picture; None when nothing is to be seen. `image`: the key's own, if any."""
    if mark.kind in ("copy", "head"):
        return _text(mark.lines, writer)
    if mark.kind == "personal":
        place = mark.place or Place()
        width, height = round(place.width), round(place.height)
        ink = stencil_of(image) if image else drawn_signature(_name(mark), width, height)
        return _painted(writer, ink, BLUE, *_fitted(ink, width, height))
    if mark.kind == "seal":
        size = round(SEAL)
        ink = stencil_of(image) if image else drawn_seal(_name(mark), size)
        return _painted(writer, ink, RED, *_fitted(ink, size, size))
    return None


def _name(mark: Mark) -> str:
    return unicodedata.normalize("NFC", mark.lines[0]) if mark.lines else ""


def _fitted(ink: Image.Image, width: float, height: float) -> tuple[float, float]:
    """The largest size with the image's own proportions."""
    scale = min(width / ink.width, height / ink.height)
    return ink.width * scale, ink.height * scale


def _text(lines: tuple[str, ...], writer: BasePdfFileWriter) -> Drawn:
    """Upright black lines, flush left, in the widest line's width."""
    font = _font(writer)
    shaped = [font.shape(unicodedata.normalize("NFC", line)) for line in lines]
    width = max((each.x_advance for each in shaped), default=0) * TEXT_SIZE + 2
    height = LEADING * len(lines) + 2
    parts = [b"q 0 g BT /Serif %d Tf" % TEXT_SIZE]
    for number, each in enumerate(shaped):
        base = height - TEXT_SIZE - number * LEADING
        parts.append(b"1 0 0 1 1 %g Tm %s" % (base, each.graphics_ops))
    parts.append(b"ET Q")
    return Drawn(width, height, b" ".join(parts), ResourceType.FONT, font.as_resource())


def _font(writer: BasePdfFileWriter) -> FontEngine:
    factory = GlyphAccumulatorFactory(str(cut("regular")), font_size=TEXT_SIZE)
    return factory.create_font_engine(writer)


def _painted(
    writer: BasePdfFileWriter, ink: Image.Image, colour: bytes, width: float, height: float
) -> Drawn:
    """The stencil in one colour, without transparency."""
    stencil = generic.StreamObject(
        {
            pdf_name("/Type"): pdf_name("/XObject"),
            pdf_name("/Subtype"): pdf_name("/Image"),
            pdf_name("/Width"): generic.NumberObject(ink.width),
            pdf_name("/Height"): generic.NumberObject(ink.height),
            pdf_name("/ImageMask"): generic.BooleanObject(True),
            pdf_name("/BitsPerComponent"): generic.NumberObject(1),
        },
        stream_data=ink.tobytes(),
    )
    stencil.compress()
    content = b"q %s %g 0 0 %g 0 0 cm /Ink Do Q" % (colour, width, height)
    return Drawn(width, height, content, ResourceType.XOBJECT, writer.add_object(stencil))


@dataclass(frozen=True)
class MarkStyle(BaseStampStyle):
    """A drawn mark, turned as its page asks."""

    drawn: Drawn | None = None
    turned: int = 0

    def create_stamp(
        self, writer: BasePdfFileWriter, box: BoxConstraints, text_params: dict[str, str]
    ) -> BaseStamp:
        """What pyHanko puts into the signature's widget."""
        return _MarkStamp(writer, self)


class _MarkStamp(BaseStamp):
    def __init__(self, writer: BasePdfFileWriter, style: MarkStyle) -> None:
        assert style.drawn is not None
        self._drawn, self._turned = style.drawn, style.turned
        super().__init__(
            writer, style, BoxConstraints(width=self._drawn.width, height=self._drawn.height)
        )

    def render(self) -> bytes:
        name = "/Serif" if self._drawn.category is ResourceType.FONT else "/Ink"
        self.set_resource(self._drawn.category, pdf_name(name), self._drawn.resource)
        return self._drawn.content

    def as_form_xobject(self) -> generic.StreamObject:
        form = super().as_form_xobject()
        if self._turned:
            right, up = {90: ((0, 1), (-1, 0)), 180: ((-1, 0), (0, -1)), 270: ((0, -1), (1, 0))}[
                self._turned
            ]
            form[pdf_name("/Matrix")] = generic.ArrayObject(
                generic.NumberObject(value) for value in (*right, *up, 0, 0)
            )
        return form
