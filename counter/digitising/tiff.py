"""TIFF: what scanners write, one page or many. Citizens' uploads do not take it, counters do."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _
from PIL import Image

from counter.digitising.kinds import TIFF
from portal.shared.uploads.checking.contents import Contents
from portal.shared.uploads.checking.errors import BadFile
from portal.shared.uploads.checking.image import MAX_PIXELS
from portal.shared.uploads.checking.polyglot import refuse_second_file

_MAX_FRAMES = 1000


def check_tiff(path: Path) -> Contents:
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
    except Image.DecompressionBombError as error:
        raise _monster() from error
    except (BadFile, MemoryError):
        raise
    except Exception as error:  # anything, over a file that was made to mislead
        raise BadFile(_("Tệp TIFF này bị hỏng, không mở được. Hãy quét lại.")) from error
    return Contents(TIFF, frames)


def _refuse_monster(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise _monster()


def _monster() -> BadFile:
    return BadFile(
        _("Ảnh quét quá lớn (hơn 50 triệu điểm ảnh một trang). Hãy quét lại ở 200–300 dpi.")
    )
