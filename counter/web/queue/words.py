"""How minutes and forecasts are said."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from counter.queue.forecast import Forecast

# Nobody reads "435–550 minutes".
HOURS_FROM_MINUTES = 120


def forecast_words(wait: Forecast | None) -> str:
    """`khoảng 10–15 phút`, in hours from two on; plain words where there is no range to give."""
    if wait is None:
        return _("chưa ước tính được (chưa có bàn nào làm việc)")
    if wait.low == 0:
        return _("dưới %(high)s phút") % {"high": wait.high}
    if wait.low >= HOURS_FROM_MINUTES:
        hours = {"low": wait.low // 60, "high": -(-wait.high // 60)}
        return _("khoảng %(low)s–%(high)s giờ") % hours
    return _("khoảng %(low)s–%(high)s phút") % {"low": wait.low, "high": wait.high}


def minutes_words(seconds: float | None) -> str:
    """`12,5 phút`, or a dash where nothing was measured."""
    if seconds is None:
        return "–"
    return _("%(minutes)s phút") % {"minutes": number_format(seconds / 60, 1)}
