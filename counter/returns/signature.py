"""The receiver's signature as it was drawn on the screen."""

import base64
import binascii
import io

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from portal.shared.errors import InvalidInput

FOLDER = "receiver-signatures"
_PREFIX = "data:image/png;base64,"
MAX_LENGTH = 300_000
_MAX_SIDES = (2400, 1200)
# Fewer dark points than this are a touch of the screen, no signature.
_FEWEST_POINTS = 60


def drawn_signature(text: str) -> bytes:
    """The picture of a `data:` address, black on white and written anew, so that nothing but the
    points of it is kept. Raises InvalidInput for what is no picture or an empty one."""
    if not text:
        raise _refused(_("Người nhận chưa ký. Ký vào khung, hoặc chọn “Ký trên danh sách giấy”."))
    picture = _opened(text)
    if picture is None:
        raise _refused(_("Không đọc được chữ ký trên màn hình. Xóa và ký lại, hoặc ký trên giấy."))
    grey = _on_white(picture)
    if sum(grey.histogram()[:128]) < _FEWEST_POINTS:
        raise _refused(_("Khung ký còn trống. Mời người nhận ký, hoặc chọn ký trên giấy."))
    written = io.BytesIO()
    grey.save(written, "PNG", optimize=True)
    return written.getvalue()


def _opened(text: str) -> Image.Image | None:
    if not text.startswith(_PREFIX) or len(text) > MAX_LENGTH:
        return None
    try:
        raw = base64.b64decode(text.removeprefix(_PREFIX), validate=True)
        picture = Image.open(io.BytesIO(raw), formats=["PNG"])
        if picture.width > _MAX_SIDES[0] or picture.height > _MAX_SIDES[1]:
            return None
        picture.load()
    except (binascii.Error, UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return None
    return picture


def _on_white(picture: Image.Image) -> Image.Image:
    with_alpha = picture.convert("RGBA")
    page = Image.new("RGBA", with_alpha.size, "white")
    return Image.alpha_composite(page, with_alpha).convert("L")


def _refused(text: str) -> InvalidInput:
    return InvalidInput({"signature": text})
