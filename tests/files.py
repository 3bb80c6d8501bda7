"""Small files to upload in tests, made on the spot."""

import io

import pikepdf
from PIL import Image


def small_pdf(pages: int = 1) -> bytes:
    """A valid PDF with empty A4 pages."""
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
    stream = io.BytesIO()
    pdf.save(stream)
    return stream.getvalue()


def small_jpeg(width: int = 40, height: int = 30) -> bytes:
    """A valid JPEG in one colour."""
    stream = io.BytesIO()
    Image.new("RGB", (width, height), (155, 28, 31)).save(stream, "JPEG")
    return stream.getvalue()
