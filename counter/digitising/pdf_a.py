"""Pictures of pages to one PDF/A-2b: each page at 100 % of its paper's size.

What the standard (ISO 19005-2, level B) asks and how it is met: colours are defined by an output
intent (sRGB), XMP metadata name part and level and agree with the document's information, the
file has an ID, nothing is encrypted, active, attached or fetched, pictures are JPEG in RGB or grey.
Pages hold pictures alone, so there are no fonts to embed; the layer of text (ocr/) brings its own,
embedded. Loaded by jobs only.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import img2pdf
import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import ImageCms

_PRODUCER = "Một Cửa"
_SRGB = "sRGB IEC61966-2.1"
_ICC_VERSION = slice(8, 12)


@dataclass(frozen=True)
class PageImage:
    """A JPEG and the dots per inch at which it is as large as the paper."""

    jpeg: bytes
    dpi: int


def pdf_a(pages: Sequence[PageImage], *, title: str, at: datetime) -> bytes:
    """The PDF/A-2b of these pages, in this order."""
    joined = pikepdf.new()
    for page in pages:
        with pikepdf.open(io.BytesIO(_one_page(page))) as single:
            joined.pages.extend(single.pages)
    _name(joined, title, at)
    _define_colours(joined)
    return written(joined)


def written(pdf: pikepdf.Pdf) -> bytes:
    """The file as PDF/A wants it written."""
    stream = io.BytesIO()
    pdf.save(
        stream, min_version="1.7", deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )  # fmt: skip
    return stream.getvalue()


def _one_page(page: PageImage) -> bytes:
    layout = img2pdf.get_fixed_dpi_layout_fun((page.dpi, page.dpi))
    return bytes(
        img2pdf.convert(page.jpeg, layout_fun=layout, engine=img2pdf.Engine.pikepdf, nodate=True)
    )


def _name(pdf: pikepdf.Pdf, title: str, at: datetime) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as metadata:
        metadata["dc:title"] = title
        metadata["pdf:Producer"] = _PRODUCER
        metadata["xmp:CreateDate"] = at.isoformat(timespec="seconds")
        metadata["xmp:ModifyDate"] = at.isoformat(timespec="seconds")
        metadata["pdfaid:part"] = "2"
        metadata["pdfaid:conformance"] = "B"


def _define_colours(pdf: pikepdf.Pdf) -> None:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    # Little CMS writes 4.4 of its own date; the same content is a 4.2, the newest that ISO 19005-2
    # knows.
    profile[_ICC_VERSION] = b"\x04\x20\x00\x00"
    stream = pdf.make_stream(bytes(profile))
    stream.N = 3
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=_SRGB,
        Info=_SRGB,
        DestOutputProfile=stream,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
