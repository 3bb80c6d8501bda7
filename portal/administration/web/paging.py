"""Keys in addresses."""


def number_or_zero(text: str) -> int:
    """A key; 0 for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
