"""Regular expressions of forms. They are written by people, so no pattern may hang the server:
RE2 matches in time linear in the text, whatever the pattern, and bounds its memory."""

from functools import lru_cache
from typing import Any

import re2

from services.eforms.limits import MAX_PATTERN

# Of one compiled pattern. RE2's own default is eight times as much.
MAX_MEMORY_BYTES = 1 << 20


class PatternError(ValueError):
    """RE2 cannot read the pattern: a typing mistake, or what linear time does not allow."""


def check(pattern: str) -> None:
    """Raises PatternError with the engine's words."""
    if len(pattern) > MAX_PATTERN:
        raise PatternError(f"> {MAX_PATTERN}")
    _compiled(pattern)


def fits(pattern: str, text: str) -> bool:
    """Whether the whole text fits. Raises PatternError."""
    return _compiled(pattern).fullmatch(text) is not None


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> Any:
    options = re2.Options()
    options.max_mem = MAX_MEMORY_BYTES
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        words = error.args[0] if error.args else ""
        text = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
        raise PatternError(text) from error
