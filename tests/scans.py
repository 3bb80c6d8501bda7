"""Scans made on the spot: pages of text, skewed, blank, dark, blurred, photographed on a table."""

import io
import random

import fontpkg_noto_serif
import pikepdf
from PIL import Image, ImageDraw, ImageFilter, ImageFont

A4_INCHES = (8.268, 11.693)
_TEXT = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập Tự do Hạnh phúc giấy chứng nhận quyền sử dụng "
    "đất họ và tên ngày tháng năm sinh nơi cư trú số định danh cá nhân cơ quan cấp thời hạn"
)
_WORDS = _TEXT.split()
# Pillow's own font has no Vietnamese letters; this one has.
_SERIF = fontpkg_noto_serif.ROOT / "files" / "NotoSerif[wdth,wght].ttf"


def text_page(
    *,
    title: str = "GIẤY XÁC NHẬN",
    dpi: int = 200,
    skew: float = 0.0,
    blur: float = 0.0,
    light: float = 1.0,
    seed: int = 1,
) -> Image.Image:
    """An A4 page of text. `skew` in degrees clockwise, `blur` as radius in pixels at 200 dpi,
    `light` from 1 (well lit) down to 0 (black)."""
    page = Image.new("RGB", _size(dpi), "white")
    pen, chance, unit = ImageDraw.Draw(page), random.Random(seed), dpi / 100
    font, large = ImageFont.load_default(size=11 * unit), ImageFont.load_default(size=18 * unit)
    pen.text((230 * unit, 90 * unit), title, font=large, fill=(20, 20, 20))
    for line in range(44):
        words = " ".join(chance.choices(_WORDS, k=chance.randint(7, 10)))
        pen.text((100 * unit, (140 + line * 20) * unit), words, font=font, fill=(30, 30, 30))
    seal = [560 * unit, 900 * unit, 680 * unit, 1020 * unit]
    pen.ellipse(seal, outline=(200, 30, 30), width=round(4 * unit))
    if skew:
        page = page.rotate(-skew, Image.Resampling.BICUBIC, fillcolor="white")
    if blur:
        page = page.filter(ImageFilter.GaussianBlur(blur * dpi / 200))
    return page.point(lambda value: int(value * light)) if light < 1 else page


def written_page(*lines: str, dpi: int = 200) -> Image.Image:
    """An A4 page with these lines, in letters of 12 points that have all their diacritics."""
    page, unit = Image.new("RGB", _size(dpi), "white"), dpi / 72
    pen, font = ImageDraw.Draw(page), ImageFont.truetype(_SERIF, 12 * unit)
    for number, line in enumerate(lines):
        pen.text((72 * unit, (72 + number * 26) * unit), line, font=font, fill=(20, 20, 25))
    return page


def blank_page(*, dpi: int = 200, specks: int = 12, seed: int = 1) -> Image.Image:
    """An empty page with some dust, and the shadow of its left edge."""
    page = Image.new("RGB", _size(dpi), (250, 249, 246))
    pen, chance = ImageDraw.Draw(page), random.Random(seed)
    for _ in range(specks):
        x, y = chance.randrange(page.width), chance.randrange(page.height)
        pen.ellipse([x, y, x + 2, y + 2], fill=(120, 120, 120))
    pen.rectangle([0, 0, dpi // 40, page.height], fill=(150, 150, 150))
    return page


def photo(page: Image.Image, *, width: int = 3000, tilt: float = 3.0) -> Image.Image:
    """The page lying on a dark table, as a phone sees it."""
    table = Image.new("RGB", (width, width * 4 // 3), (60, 45, 35))
    sheet = page.resize((round(width * 0.8), round(width * 0.8 * A4_INCHES[1] / A4_INCHES[0])))
    mask = Image.new("L", sheet.size, 255).rotate(-tilt, expand=True)
    turned = sheet.rotate(-tilt, Image.Resampling.BICUBIC, expand=True)
    left, top = (table.width - turned.width) // 2, (table.height - turned.height) // 2
    table.paste(turned, (left, top), mask)
    return table


def as_jpeg(page: Image.Image, *, dpi: int | None = 200, quality: int = 85) -> bytes:
    """The page as a file of a scanner; without `dpi` as a camera writes it."""
    stream = io.BytesIO()
    page.save(stream, "JPEG", quality=quality, **({"dpi": (dpi, dpi)} if dpi else {}))
    return stream.getvalue()


def as_png(page: Image.Image, *, dpi: int = 200) -> bytes:
    """The page as PNG."""
    stream = io.BytesIO()
    page.save(stream, "PNG", dpi=(dpi, dpi))
    return stream.getvalue()


def as_tiff(*pages: Image.Image, dpi: int = 200) -> bytes:
    """Pages as one TIFF."""
    stream = io.BytesIO()
    # Pillow leaves the settings of one format on a picture, and trips over them with the next.
    first, *others = (page.copy() for page in pages)
    first.save(
        stream, "TIFF", save_all=True, append_images=others, dpi=(dpi, dpi),
        compression="tiff_adobe_deflate",
    )  # fmt: skip
    return stream.getvalue()


def as_pdf(*pages: Image.Image, dpi: int = 200) -> bytes:
    """Pages as a scanner puts them into one PDF."""
    stream = io.BytesIO()
    pages[0].save(stream, "PDF", save_all=True, append_images=pages[1:], resolution=dpi)
    return stream.getvalue()


def vector_pdf(words: str = "Bản in từ máy tính") -> bytes:
    """A PDF page that was never paper: text only."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1)
    font.BaseFont = pikepdf.Name.Helvetica
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))
    lines = b"".join(b"0 -20 Td (Line %d of a page) Tj " % number for number in range(30))
    page.Contents = pdf.make_stream(b"BT /F1 12 Tf 72 770 Td " + lines + b"ET")
    return saved(pdf)


def active_pdf() -> bytes:
    """A PDF that runs JavaScript when it is opened."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    return saved(pdf)


def xfa_pdf() -> bytes:
    """A PDF whose page is a dynamic form."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    pdf.Root.AcroForm = pikepdf.Dictionary(
        Fields=pikepdf.Array(), XFA=pdf.make_stream(b"<xdp:xdp></xdp:xdp>")
    )
    return saved(pdf)


def locked_pdf() -> bytes:
    """A PDF with a password."""
    pdf, stream = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page(page_size=(595, 842))
    pdf.save(stream, encryption=pikepdf.Encryption(owner="a", user="b"))
    return stream.getvalue()


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The bytes of a PDF."""
    stream = io.BytesIO()
    pdf.save(stream)
    return stream.getvalue()


def _size(dpi: int) -> tuple[int, int]:
    return round(A4_INCHES[0] * dpi), round(A4_INCHES[1] * dpi)
