"""A page of invisible text is put under the picture of a page that is there."""

import io

import pikepdf
from pikepdf import Dictionary, Object, Page, Pdf

_INVISIBLE = 3
# Lines of text and their places, nothing that paints.
_OF_TEXT = frozenset("BT ET Tm Td TD T* Tf Tz Tc Tw Ts TL Tr Tj TJ q Q cm".split())  # noqa: SIM905


class NoLayer(Exception):
    """What was read is no page of invisible text."""


class TextLayers:
    """Lays text under pages of one file, with one font for all of them."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._font: Object | None = None

    def lay_under(self, page: Page, text: bytes) -> None:
        """`text` is a PDF whose first page has the text alone. The page keeps its size and how it
        looks. Raises NoLayer, and then leaves the page as it is."""
        try:
            with pikepdf.open(io.BytesIO(text)) as single:
                self._lay(page, single.pages[0])
        except (pikepdf.PdfError, ValueError, IndexError, AttributeError) as error:
            raise NoLayer(str(error)) from error

    def _lay(self, page: Page, source: Page) -> None:
        fonts = source.obj.get("/Resources", Dictionary()).get("/Font", Dictionary())
        lines = _invisible_lines(source)
        if lines is None:
            return  # nothing is written on it
        [name] = fonts.keys()
        if self._font is None:
            _refuse_foreign_font(fonts[name])
            self._font = self._pdf.copy_foreign(fonts[name])
        wide, high = (float(page.mediabox[n]) / float(source.mediabox[n]) for n in (2, 3))
        content = b"q %.6f 0 0 %.6f 0 0 cm %d Tr\n%b\nQ\n" % (wide, high, _INVISIBLE, lines)
        page.contents_add(content, prepend=True)
        page.obj.Resources.Font = Dictionary({name: self._font})


def _invisible_lines(source: Page) -> bytes | None:
    instructions = pikepdf.parse_content_stream(source)
    operators = {str(one.operator) for one in instructions}
    if not operators <= _OF_TEXT:
        raise NoLayer(f"operators {sorted(operators - _OF_TEXT)}")
    if any(str(one.operator) == "Tr" and one.operands[0] != _INVISIBLE for one in instructions):
        raise NoLayer("the text can be seen")
    if not operators & {"Tj", "TJ"}:
        return None
    return pikepdf.unparse_content_stream(instructions)


def _refuse_foreign_font(font: Object) -> None:
    """PDF/A wants every font in the file, of letters that are not seen, too."""
    if not all("/FontFile2" in one.FontDescriptor for one in font.DescendantFonts):
        raise NoLayer("the font is not embedded")
