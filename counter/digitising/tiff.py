"""TIFF: what scanners write, one page or many. Citizens' uploads do not take it, counters do."""

from pathlib import Path

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from portal.shared.uploads.checking.errors import BadFile
from portal.shared.uploads.checking.image import MAX_PIXELS
from portal.shared.uploads.checking.kinds import Kind
from portal.shared.uploads.checking.polyglot import refuse_second_file

TIFF = Kind("image/tiff", ".tif", "TIFF")
_MAX_FRAMES = 1000


def is_tiff(head: bytes) -> bool:
    """Whether a file that begins so is one."""
    return head.startswith((b"II*\x00", b"MM\x00*"))


def check_tiff(path: Path) -> None:
    """Raises BadFile for a broken or monstrous one; each page is read when its turn comes."""
    refuse_second_file(path, TIFF)
    try:
        with Image.open(path, formats=["TIFF"]) as image:
            frames = int(getattr(image, "n_frames", 1))
            for frame in range(min(frames, _MAX_FRAMES)):
                image.seek(frame)
                _refuse_monster(*image.size)
            image.seek(0)
            image.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise BadFile(_("Tệp TIFF này bị hỏng, không mở được. Hãy quét lại.")) from error
    except Image.DecompressionBombError as error:
        raise _monster() from error


def _refuse_monster(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise _monster()


def _monster() -> BadFile:
    return BadFile(
        _("Ảnh quét quá lớn (hơn 50 triệu điểm ảnh một trang). Hãy quét lại ở 200–300 dpi.")
    )
