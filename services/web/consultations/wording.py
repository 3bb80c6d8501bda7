"""Sentences about a consultation, the same for citizens and admins."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.shared import clock
from services.consultation_queries import Counts, days_of, is_open, last_day
from services.models import Consultation
from services.validity import day_words


def until(consultation: Consultation) -> str:
    """Until when people may say something, or when it ended."""
    if is_open(consultation):
        return _("Góp ý đến hết ngày %(day)s") % {"day": day_words(last_day(consultation))}
    end = consultation.closed_at or consultation.closes_at
    if consultation.end_reason:
        return _("Kết thúc trước hạn ngày %(day)s") % {"day": day_words(end)}
    return _("Đã kết thúc, hết ngày %(day)s") % {"day": day_words(last_day(consultation))}


def days_left(consultation: Consultation) -> str:
    """`còn 3 ngày`, `ngày cuối`."""
    last = last_day(consultation).astimezone(clock.PROVINCE_TIME).date()
    left = (last - clock.today()).days
    if left <= 0:
        return _("hôm nay là ngày cuối")
    return ngettext("còn %(days)d ngày", "còn %(days)d ngày", left) % {"days": left}


def result(consultation: Consultation, counts: Counts) -> str:
    """How many said what, with the numbers that they are of; silence is told as silence."""
    days = {"days": days_of(consultation)}
    if not counts.total and is_open(consultation):
        return _("Chưa ai góp ý.")
    if not counts.total:
        return _("Không ai góp ý trong %(days)d ngày; im lặng không phải là đồng ý.") % days
    words = {"agreed": counts.agreed, "objected": counts.objected, "total": counts.total, **days}
    text = _("%(agreed)d trong %(total)d người góp ý đồng ý, %(objected)d không đồng ý.") % words
    return f"{text} {tried(counts)}"


def tried(counts: Counts) -> str:
    """How many of those who said something had tried the form."""
    words = {"tried": counts.tried, "total": counts.total}
    return _("%(tried)d trong %(total)d người đã thử điền mẫu đơn.") % words
