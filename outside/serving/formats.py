"""How money is written."""

from django import template

register = template.Library()


@register.filter
def vnd(amount: int) -> str:
    """`100000` becomes `100.000 đ`."""
    return f"{amount:,}".replace(",", ".") + " đ"
