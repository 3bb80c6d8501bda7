"""Files that are two things at once: a photo that is also a web page, a PDF that is also a ZIP."""

import mmap
import re
import zipfile
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from portal.shared.uploads.checking.errors import BadFile
from portal.shared.uploads.checking.kinds import Kind

# Long enough never to occur by chance in 20 MB of compressed pixels.
_IN_A_PHOTO = re.compile(rb"%PDF-|<script|<!doctype|<html|<\?php", re.IGNORECASE)


def refuse_second_file(path: Path, kind: Kind) -> None:
    """Raises BadFile when another file hides in this one."""
    if zipfile.is_zipfile(path) or (kind.is_image and _hides_in_photo(path)):
        raise BadFile(
            _("Trong tệp này có giấu một tệp khác. Hãy chụp hoặc quét lại giấy tờ rồi gửi tệp mới.")
        )


def _hides_in_photo(path: Path) -> bool:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return _IN_A_PHOTO.search(content) is not None
