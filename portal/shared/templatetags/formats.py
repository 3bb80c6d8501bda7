"""How dates, moments and money are written on every screen (builtin in all templates)."""

from datetime import date, datetime

from django import template

from portal.shared.clock import PROVINCE_TIME
from portal.shared.money import format_vnd

register = template.Library()


@register.filter
def vnd(amount_vnd: int | None) -> str:
    """`100000` becomes `100.000 đ`."""
    return "" if amount_vnd is None else format_vnd(int(amount_vnd))


@register.filter
def day(value: date | datetime | None) -> str:
    """A day as `22/03/2022`."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(PROVINCE_TIME)
    return f"{value:%d/%m/%Y}"


@register.filter
def moment(value: datetime | None) -> str:
    """A moment as `14:03 22/03/2022`."""
    return "" if value is None else f"{value.astimezone(PROVINCE_TIME):%H:%M %d/%m/%Y}"


@register.filter
def clock_time(value: datetime | None) -> str:
    """The time of the day as `14:03`."""
    return "" if value is None else f"{value.astimezone(PROVINCE_TIME):%H:%M}"
