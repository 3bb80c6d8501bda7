"""The name of an uploaded file, safe to show and to send back."""

import re
import unicodedata
from pathlib import PurePosixPath

MAX_LENGTH = 120
NAMELESS = "tep"
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')


def clean_name(name: str, extension: str) -> str:
    """The last part of the name, without control and direction signs, ending as its content does.

    For example `..\\..\\ảnh  thẻ.exe` that is a JPEG becomes `ảnh thẻ.jpg`.
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    visible = "".join(c for c in last if unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs"))
    words = " ".join(_FORBIDDEN.sub(" ", unicodedata.normalize("NFC", visible)).split())
    stem = words.rpartition(".")[0] or words
    return (stem.strip(". ")[: MAX_LENGTH - len(extension)] or NAMELESS) + extension
