"""Keys made from words: without diacritics, small letters, digits, single underscores."""

import re
from collections.abc import Container

from portal.shared.folding import fold
from services.eforms.limits import MAX_KEY

_OTHER = re.compile(r"[^a-z0-9]+")
_LONGEST = 40


def key_from(text: str, taken: Container[str], *, fallback: str) -> str:
    """`Số bản chính` becomes `so_ban_chinh`; when that is taken, `so_ban_chinh_2`."""
    base = _OTHER.sub("_", fold(text)).strip("_")[:_LONGEST].strip("_")
    if not base:
        base = fallback
    elif not base[0].isalpha():
        base = f"{fallback}_{base}"
    return free(base[:MAX_KEY].strip("_"), taken)


def free(base: str, taken: Container[str]) -> str:
    """The key itself, or with the first number that makes it free."""
    if base not in taken:
        return base
    number = 2
    while f"{base}_{number}" in taken:
        number += 1
    return f"{base}_{number}"
