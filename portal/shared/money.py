"""Money is whole đồng."""


def format_vnd(amount_vnd: int) -> str:
    """`100000` becomes `100.000 đ`; a sum that is taken off has a minus sign, not a hyphen."""
    return f"{amount_vnd:,}".replace(",", ".").replace("-", "−") + " đ"
