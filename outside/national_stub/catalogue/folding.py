"""Words without diacritics, so that `ly lich tu phap` finds `lý lịch tư pháp`."""

import unicodedata


def folded(text: str) -> str:
    """Lower case, without marks, one space between words."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
