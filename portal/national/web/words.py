"""Ages, moments and counts in words."""

import math
import re
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.national.queries.watch import COUNT_TO
from portal.shared import clock
from portal.shared.clock import PROVINCE_TIME

# Numbers of identity cards and telephones, and addresses of mail, in what the other side says.
# Moments on the wire have 14 digits.
_LONG_NUMBER = re.compile(r"(?<!\d)\d{9,13}(?!\d)")
_MAIL = re.compile(r"([^\s@])[^\s@]*(@\S+)")


def whole(number: int) -> str:
    """`1204` becomes `1.204`."""
    return f"{number:,}".replace(",", ".")


def counted(number: int) -> str:
    """The same of a count that stops at COUNT_TO."""
    return _("hơn %(count)s") % {"count": whole(COUNT_TO)} if number > COUNT_TO else whole(number)


def length(span: timedelta) -> str:
    """A length of time in its two largest units; what is begun counts as a second."""
    seconds = max(0, math.ceil(span.total_seconds()))
    days, hours, minutes = seconds // 86400, seconds // 3600 % 24, seconds // 60 % 60
    if days:
        return _join(_days(days), _hours(hours))
    if hours:
        return _join(_hours(hours), _minutes(minutes))
    if minutes:
        return _minutes(minutes) if minutes > 9 else _join(_minutes(minutes), _seconds(seconds))
    return _("%(seconds)d giây") % {"seconds": seconds}


def of_ms(milliseconds: int) -> str:
    """A length of time given in milliseconds."""
    return length(timedelta(milliseconds=milliseconds))


def since(moment: datetime) -> str:
    """`08:12 hôm nay`, `08:12 hôm qua`, `08:12 ngày 22/03/2022`."""
    here = moment.astimezone(PROVINCE_TIME)
    back = (clock.today() - here.date()).days
    if back == 0:
        return _("%(time)s hôm nay") % {"time": f"{here:%H:%M}"}
    if back == 1:
        return _("%(time)s hôm qua") % {"time": f"{here:%H:%M}"}
    return _("%(time)s ngày %(day)s") % {"time": f"{here:%H:%M}", "day": f"{here:%d/%m/%Y}"}


def masked(text: str) -> str:
    """Without whole numbers of identity cards and telephones, nor whole addresses of mail."""
    text = _LONG_NUMBER.sub(lambda found: masked_number(found.group()), text)
    return _MAIL.sub(r"\1…\2", text)


def masked_number(number: str) -> str:
    """`049190004747` becomes `049…747`; nothing is left of a short one."""
    return f"{number[:3]}…{number[-3:]}" if len(number) >= 9 else "…" if number else ""


def _join(large: str, small: str) -> str:
    return f"{large} {small}".strip()


def _days(days: int) -> str:
    return ngettext("%(days)d ngày", "%(days)d ngày", days) % {"days": days}


def _hours(hours: int) -> str:
    return _("%(hours)d giờ") % {"hours": hours} if hours else ""


def _minutes(minutes: int) -> str:
    return _("%(minutes)d phút") % {"minutes": minutes} if minutes else ""


def _seconds(seconds: int) -> str:
    return _("%(seconds)d giây") % {"seconds": seconds % 60} if seconds % 60 else ""
