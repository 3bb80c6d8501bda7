"""Where a mark comes on the page that people see, whatever the file's own coordinates are."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf

from portal.signatures.errors import BadPdf
from portal.signatures.marks import Mark, Place

# The copy mark: 10 mm from the page's edges.
MARGIN = 28.3
# The seal in its real size: 36 mm across.
SEAL = 102.0

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Spot:
    """`box` is the mark's rectangle in the page's own coordinates; `turned` says by how many
    degrees its content must be turned (counter-clockwise) to stand upright for the reader."""

    page: int
    box: Box
    turned: int


class Pages:
    """The pages of one PDF. Raises BadPdf for what is no PDF, is empty or has a password."""

    def __init__(self, pdf: bytes) -> None:
        try:
            self._pdf = pikepdf.open(BytesIO(pdf))
            self.count = len(self._pdf.pages)
        except (pikepdf.PdfError, pikepdf.PasswordError, ValueError):
            raise BadPdf from None
        if self._pdf.is_encrypted or not self.count:
            raise BadPdf

    def spot(self, mark: Mark, width: float, height: float) -> Spot:
        """Where the mark, which is so large, comes. Raises LookupError for an anchor that the PDF
        has not."""
        if mark.kind in ("copy", "head"):
            across, up = self._size(0)
            return self._turned(0, (across - MARGIN - width, up - MARGIN - height, width, height))
        place = self._found(mark.place or Place())
        page = place.page % self.count
        if mark.kind == "seal":
            left = max(0.0, place.x + place.width / 3 - width)
            return self._turned(page, (left, place.y + (place.height - height) / 2, width, height))
        return self._turned(page, (place.x, place.y, width, height))

    def _found(self, place: Place) -> Place:
        if not place.anchor:
            return place
        page, x, top = self._anchor(place.anchor)
        return Place(page, x, top - place.height, place.width, place.height)

    def _anchor(self, name: str) -> tuple[int, float, float]:
        names = self._pdf.Root.get("/Names")
        tree = names.get("/Dests") if names is not None else None
        if tree is None:
            raise LookupError(name)
        target: Any = dict(pikepdf.NameTree(tree).items()).get(name)
        if isinstance(target, pikepdf.Dictionary):
            target = target.get("/D")
        if target is None:
            raise LookupError(name)
        pages: list[Any] = [page.objgen for page in self._pdf.pages]
        return pages.index(target[0].objgen), float(target[2]), float(target[3])

    def _turned(self, page: int, shown: Box) -> Spot:
        """From what is shown (left, bottom, width, height) to the page's own rectangle."""
        u, v, across, up = shown
        x0, y0, x1, y1 = self._visible(page)
        turned = self._turn(page)
        left, bottom, width, height = {
            0: (x0 + u, y0 + v, across, up),
            90: (x1 - v - up, y0 + u, up, across),
            180: (x1 - u - across, y1 - v - up, across, up),
            270: (x0 + v, y1 - u - across, up, across),
        }[turned]
        return Spot(page, (left, bottom, left + width, bottom + height), turned)

    def _size(self, page: int) -> tuple[float, float]:
        """Width and height as shown."""
        x0, y0, x1, y1 = self._visible(page)
        width, height = x1 - x0, y1 - y0
        return (height, width) if self._turn(page) in (90, 270) else (width, height)

    def _visible(self, page: int) -> Box:
        media = _box(self._inherited(page, "/MediaBox"))
        crop = self._inherited(page, "/CropBox")
        if crop is None:
            return media
        x0, y0, x1, y1 = _box(crop)
        return max(x0, media[0]), max(y0, media[1]), min(x1, media[2]), min(y1, media[3])

    def _turn(self, page: int) -> int:
        return int(self._inherited(page, "/Rotate") or 0) % 360 // 90 * 90

    def _inherited(self, page: int, name: str) -> Any:
        node: Any = self._pdf.pages[page].obj
        for _level in range(50):
            if node is None or name in node:
                break
            node = node.get("/Parent")
        return node.get(name) if node is not None else None


def _box(values: Any) -> Box:
    if values is None:
        raise BadPdf
    x0, y0, x1, y1 = (float(value) for value in values)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
