"""The copy of a paper, with what can be read on its pages."""

import io
import logging
import time
from collections.abc import Sequence

import pikepdf
from django.conf import settings

from counter.digitising.ocr.layer import NoLayer, TextLayers
from counter.digitising.ocr.reading import NotRead, read_text
from counter.digitising.pdf_a import PageImage, written

logger = logging.getLogger(__name__)

# One page may not use up the time of the whole paper.
_MOST_SECONDS_A_PAGE = 30.0


def with_text(pdf: bytes, pages: Sequence[PageImage], *, name: str) -> bytes:
    """The same PDF/A with a layer of text under each of its `pages`; they look as before.

    Never fails: a page that could not be read has no text, and one line in the log says why, under
    the `name` of the copy. All pages together take at most SCAN_OCR_SECONDS.
    """
    until = time.monotonic() + settings.SCAN_OCR_SECONDS
    with pikepdf.open(io.BytesIO(pdf)) as copy:
        layers, without = TextLayers(copy), dict[int, str]()
        for number, picture in enumerate(pages):
            try:
                layers.lay_under(copy.pages[number], _read(picture, until))
            except NotRead as error:
                without[number + 1] = str(error)
                if error.for_all:
                    without |= dict.fromkeys(range(number + 2, len(pages) + 1), str(error))
                    break
            except NoLayer as error:
                without[number + 1] = str(error)
        if without:
            _tell(without, len(pages), name)
        return pdf if len(without) == len(pages) else written(copy)


def _read(picture: PageImage, until: float) -> bytes:
    left = until - time.monotonic()
    if left <= 0:
        raise NotRead(f"SCAN_OCR_SECONDS={settings.SCAN_OCR_SECONDS:g}", for_all=True)
    return read_text(picture.jpeg, dpi=picture.dpi, seconds=min(left, _MOST_SECONDS_A_PAGE))


def _tell(without: dict[int, str], pages: int, name: str) -> None:
    logger.warning(
        "Bản sao %s: %d/%d trang không có lớp chữ (từ trang %d: %s)",
        name, len(without), pages, min(without), without[min(without)],
    )  # fmt: skip
