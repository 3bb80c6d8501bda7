"""Money is whole đồng."""


def format_vnd(amount_vnd: int) -> str:
    """`100000` becomes `100.000 đ`."""
    return f"{amount_vnd:,}".replace(",", ".") + " đ"
