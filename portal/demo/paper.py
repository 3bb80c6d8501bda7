"""What the demo's citizens have scanned: a page that looks like a paper and says it is none."""

import io

import fontpkg_noto_serif
import img2pdf
from PIL import Image, ImageDraw, ImageFont

PAGE = (827, 1169)  # A4 at 100 dpi
FONT = fontpkg_noto_serif.ROOT / "files" / "NotoSerif[wdth,wght].ttf"
PAPER, INK, FAINT, RED = "#fbfaf5", "#2b2b2b", "#b9b4a7", "#9b1c1f"


def scanned_page() -> bytes:
    """A PDF of one page."""
    page = Image.new("RGB", PAGE, PAPER)
    draw = ImageDraw.Draw(page)
    draw.text((413, 110), "BẢN CHỤP MẪU", font=_font(34), fill=INK, anchor="mm")
    draw.text(
        (413, 160), "Dùng để trình diễn, không phải giấy tờ thật", font=_font(20), fill=INK,
        anchor="mm",
    )  # fmt: skip
    for row in range(16):
        width = 560 - (row * 37) % 170
        draw.rounded_rectangle((100, 260 + row * 42, 100 + width, 272 + row * 42), 6, fill=FAINT)
    draw.ellipse((560, 900, 720, 1060), outline=RED, width=5)
    draw.text((640, 980), "MẪU", font=_font(30), fill=RED, anchor="mm")
    picture = io.BytesIO()
    page.save(picture, "JPEG", quality=70, dpi=(100, 100))
    return bytes(img2pdf.convert(picture.getvalue()))


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), size)
