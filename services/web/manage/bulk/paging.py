"""Positions in lists that are read on by key."""

from urllib.parse import urlencode


def number_or_zero(text: str) -> int:
    """A key in an address; 0 for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def address(base: str, **where: object) -> str:
    """`base` narrowed by what of `where` is not empty."""
    wanted = {name: value for name, value in where.items() if value}
    return f"{base}?{urlencode(wanted)}" if wanted else base or "?"
