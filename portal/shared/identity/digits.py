"""Digits as people type them: with spaces, dots and hyphens between."""

import re

_SEPARATORS = re.compile(r"[\s.\-\u2010-\u2015\u00a0()]+")


def without_separators(text: str) -> str:
    """`049 190 001234` becomes `049190001234`."""
    return _SEPARATORS.sub("", text)


def is_digits(text: str) -> bool:
    """Whether the text is made of the ten digits only (not of other Unicode digits)."""
    return text.isascii() and text.isdigit()
