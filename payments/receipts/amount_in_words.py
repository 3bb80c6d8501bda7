"""An amount as it is read aloud and written on a receipt: `1005015` is "Một triệu không trăm linh
năm nghìn không trăm mười lăm đồng".

Why not a library: num2words 0.5.14 leaves "không trăm" out ("một nghìn lẻ năm") and works with
floats, which are not exact for large sums.
"""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 1_000_000_000
# Of the three groups of three digits below a billion.
_SCALES = (" triệu", " nghìn", "")


def amount_in_words(amount_vnd: int) -> str:
    """The amount (whole đồng, not negative) with a capital letter and "đồng". Raises ValueError
    for negative amounts."""
    if amount_vnd < 0:
        raise ValueError("A receipt is about an amount that is not negative.")
    words = f"{number_in_words(amount_vnd)} đồng"
    return words[0].upper() + words[1:]


def number_in_words(number: int) -> str:
    """A number that is not negative, in small letters."""
    return _read(number, after_others=False) or _DIGITS[0]


def _read(number: int, *, after_others: bool) -> str:
    """Above a billion the billions are read as a number of their own: "hai nghìn tỷ"."""
    billions, below = divmod(number, _BILLION)
    parts = []
    if billions:
        parts.append(f"{_read(billions, after_others=after_others)} tỷ")
    rest = _below_a_billion(below, after_others=after_others or bool(billions))
    return " ".join([*parts, rest] if rest else parts)


def _below_a_billion(number: int, *, after_others: bool) -> str:
    groups = (number // 1_000_000, number // 1_000 % 1_000, number % 1_000)
    parts: list[str] = []
    for group, scale in zip(groups, _SCALES, strict=True):
        if group:
            parts.append(_three_digits(group, in_full=after_others or bool(parts)) + scale)
    return " ".join(parts)


def _three_digits(number: int, *, in_full: bool) -> str:
    """`in_full`: more stands before it, so the hundreds are read even when there are none."""
    hundreds, below = divmod(number, 100)
    if not hundreds and not in_full:
        return _two_digits(below)
    words = f"{_DIGITS[hundreds]} trăm"
    if not below:
        return words
    return f"{words} linh {_DIGITS[below]}" if below < 10 else f"{words} {_two_digits(below)}"


def _two_digits(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    words = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    return f"{words} {_ones_after_tens(tens, ones)}" if ones else words


def _ones_after_tens(tens: int, ones: int) -> str:
    """One and five sound otherwise after tens: "hai mươi mốt", "mười lăm"."""
    if ones == 5:
        return "lăm"
    return "mốt" if ones == 1 and tens > 1 else _DIGITS[ones]
