"""Cuts text into the words that are indexed and asked for: folded, letters and digits only."""

import re

from portal.shared.folding import fold

_WORD = re.compile(r"[a-z0-9]+")
_LOCAL_SUFFIX = re.compile(r"\.000\.00\.00\.[a-z]\d{2}(\.\d{2})?\b")
_CODE = re.compile(r"\b(\d)\.(\d{2,6})\b")


def words(text: str) -> list[str]:
    """`Cấp Phiếu lý lịch` becomes `cap`, `phieu`, `ly`, `lich`; a code stays one word of digits."""
    folded = _LOCAL_SUFFIX.sub("", fold(text))
    return _WORD.findall(_CODE.sub(r"\1\2", folded))


def code_words(code: str) -> list[str]:
    """What people type for a code: `2000488` and `000488`, for prefix matches too."""
    national = words(code)[0]
    return [national, national[1:]]
