"""Photos: opened and read to the end, so that a broken or monstrous one is found at once."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _
from PIL import Image
from pillow_heif import register_heif_opener

from portal.shared.uploads.checking.errors import BadFile
from portal.shared.uploads.checking.kinds import Kind

register_heif_opener()

# A phone's usual photo has 12 million; one in RGBA takes four bytes each when it is opened.
MAX_PIXELS = 50_000_000
_SMALL = (512, 512)


def check_image(path: Path, kind: Kind) -> None:
    """Raises BadFile for too many pixels or an image that cannot be read to its end."""
    try:
        with Image.open(path, formats=[kind.pillow_format]) as image:
            _check_size(*image.size)
            # JPEG is decoded small: all of the file is read, little memory is used.
            image.draft("RGB", _SMALL)
            image.load()
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except (BadFile, MemoryError):
        raise
    except Exception as error:  # anything, over a file that was made to mislead
        raise BadFile(
            _("Ảnh này bị hỏng hoặc chưa tải đủ, không mở được. Hãy chụp lại rồi gửi tệp mới.")
        ) from error


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise _too_large()


def _too_large() -> BadFile:
    return BadFile(
        _("Ảnh này có kích thước quá lớn (hơn 50 triệu điểm ảnh). Hãy chụp lại ở cỡ nhỏ hơn.")
    )
