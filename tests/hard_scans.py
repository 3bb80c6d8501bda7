"""Scans as they come on a busy day: each was made wrong of once (docs/digitising.md)."""

import math

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from tests.scans import A4_INCHES, photo, text_page, written_page

PAPER = (250, 248, 243)
LID = (22, 21, 20)
CARD = (856, 540)
SKIN = (205, 160, 130)


def empty(*, grain: float = 3.0) -> Image.Image:
    """A sheet of cream paper at 200 dpi, with its grain."""
    size = round(A4_INCHES[0] * 200), round(A4_INCHES[1] * 200)
    chance = np.random.default_rng(1)
    grains = chance.normal(PAPER, grain, (size[1], size[0], 3))
    return Image.fromarray(grains.clip(0, 255).astype(np.uint8))


def stamped(*, radius: int = 70, colour: tuple[int, int, int] = (235, 165, 165)) -> Image.Image:
    """Nothing but a faint seal."""
    page, (x, y) = empty(), (1250, 1900)
    ImageDraw.Draw(page).ellipse((x - radius, y - radius, x + radius, y + radius), None, colour, 4)
    return page


def signed(*, size: int = 50, width: int = 2) -> Image.Image:
    """Nothing but a signature in blue."""
    page = empty()
    curve = [
        (
            1050 + size * (3 * t + 0.25 * math.sin(t * 31)),
            1800 + size * (0.6 * math.sin(t * 23) * (1 - t * 0.6) - 0.3 * t),
        )
        for t in (step / 160 for step in range(160))
    ]
    ImageDraw.Draw(page).line(curve, (90, 95, 170), width)
    return page


def pencilled() -> Image.Image:
    """Two lines of light pencil on grey paper."""
    page, words = empty(), written_page("Tôi xin rút lại đơn này", "Nguyễn Thị Trà")
    light = words.convert("L").point(lambda value: 226 if value > 160 else 196)
    page.paste(light.convert("RGB"), (0, 0))
    return page


def shone_through() -> Image.Image:
    """An empty page, the writing on its other side seen through it."""
    other = text_page().transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    soft = np.asarray(other.filter(ImageFilter.GaussianBlur(2.2))).astype(np.float32)
    seen = np.asarray(empty()).astype(np.float32)[: soft.shape[0], : soft.shape[1]]
    return Image.fromarray((seen - (255 - soft) * 0.15).clip(0, 255).astype(np.uint8))


def punched(page: Image.Image) -> Image.Image:
    """The page with two holes at its left side."""
    pen = ImageDraw.Draw(page)
    for y in (page.height * 0.32, page.height * 0.68):
        pen.ellipse((35, y - 22, 79, y + 22), LID)
    return page


def on_lid(sheet: Image.Image, *, skew: float = 2.2) -> Image.Image:
    """A smaller sheet, askew on the glass before a black lid."""
    glass = Image.new("RGB", (1654, 2339), LID)
    turned = sheet.rotate(-skew, Image.Resampling.BICUBIC, expand=True, fillcolor=LID)
    glass.paste(turned, (60, 40))
    return glass


def card_on_table() -> Image.Image:
    """A phone's photo of an identity card on a dark table, a little aslant."""
    card = Image.new("RGB", CARD, (215, 228, 222))
    words = written_page("CĂN CƯỚC CÔNG DÂN", "Số: 049188001234", "Họ và tên: NGUYỄN THỊ TRÀ")
    card.paste(words.crop((180, 180, 800, 460)), (220, 130))
    table = np.full((1500, 2000, 3), (70, 50, 36), np.uint8)
    place = np.array([[400, 400], [1500, 345], [1555, 1030], [440, 1070]], np.float32)
    corners = np.array([[0, 0], [CARD[0], 0], CARD, [0, CARD[1]]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, place)
    seen = cv2.warpPerspective(np.asarray(card), matrix, (2000, 1500))
    mask = cv2.warpPerspective(np.full(CARD[::-1], 255, np.uint8), matrix, (2000, 1500)) > 127
    table[mask] = seen[mask]
    return Image.fromarray(table)


def in_shadow() -> Image.Image:
    """A phone's photo of a page, half of it in the shadow of whoever holds the phone."""
    taken = np.asarray(photo(text_page(), width=1600)).astype(np.float32)
    down, across = np.mgrid[0 : taken.shape[0], 0 : taken.shape[1]]
    shade = 1 - 0.5 / (1 + np.exp(-(across * 0.8 + down * 0.4 - 1200) / 90))
    return Image.fromarray((taken * shade[..., None]).clip(0, 255).astype(np.uint8))


def held_by_finger() -> Image.Image:
    """A phone's photo of a page, held down at a corner."""
    taken = photo(text_page(), width=1600, tilt=1.0)
    ImageDraw.Draw(taken).ellipse((60, 1650, 330, 2200), SKIN)
    return taken


def ruled() -> Image.Image:
    """A table with rules both ways, on a sheet that lies across."""
    page = empty().rotate(90, expand=True)
    words = written_page(*["Họ và tên: Nguyễn Thị Trà, thôn Hà Lộc"] * 16).crop(
        (150, 180, 1500, 1350)
    )
    page.paste(words, (200, 200))
    pen = ImageDraw.Draw(page)
    for row in range(17):
        pen.line((180, 195 + row * 72, 2100, 195 + row * 72), (30, 30, 30), 3)
    for column in (180, 1300, 1700, 2100):
        pen.line((column, 195, column, 195 + 16 * 72), (30, 30, 30), 3)
    return page
