"""The due date in words: a chip for lists, and the reasoning behind the date."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dossiers.clock.calendar import WorkingCalendar
from dossiers.clock.deadline import FIRST_DAY, due_under
from dossiers.clock.provincial import provincial_calendar
from dossiers.models import Dossier
from dossiers.states import DETOURS, RUNNING
from portal.shared.clock import PROVINCE_TIME

_DAY = "%d/%m/%Y"
_MOMENT = "%H:%M %d/%m/%Y"
_SATURDAY = 5


@dataclass(frozen=True)
class DueChip:
    """How pressing it is: `kind` is one of the chip component's (late, warning, neutral, …)."""

    kind: str
    text: str


class HasDeadline(Protocol):
    """A dossier, or the columns of one in a list."""

    @property
    def state(self) -> str: ...

    @property
    def due_at(self) -> datetime | None: ...


def due_chip(dossier: HasDeadline, now: datetime) -> DueChip | None:
    """For example `Trễ 2 ngày`, `Hôm nay 17:00`, `Còn 3 ngày`; None when no date is set."""
    if dossier.state in DETOURS:
        return DueChip("info", _("Tạm dừng"))
    if dossier.due_at is None or dossier.state not in RUNNING:
        return None
    due, here = dossier.due_at.astimezone(PROVINCE_TIME), now.astimezone(PROVINCE_TIME)
    days = (due.date() - here.date()).days
    if due < here:
        return DueChip("late", _late(-days))
    if days == 0:
        return DueChip("warning", _("Hôm nay %(time)s") % {"time": f"{due:%H:%M}"})
    if days == 1:
        return DueChip("warning", _("Ngày mai %(time)s") % {"time": f"{due:%H:%M}"})
    text = ngettext("Còn %(days)s ngày", "Còn %(days)s ngày", days) % {"days": days}
    return DueChip("neutral", text)


def _late(days: int) -> str:
    if days == 0:
        return _("Trễ hôm nay")
    return ngettext("Trễ %(days)s ngày", "Trễ %(days)s ngày", days) % {"days": days}


def due_words(dossier: Dossier) -> str:
    """Why the date is what it is; empty when there is none to explain. Reads `revision`.

    For example `10 ngày làm việc kể từ ngày tiếp nhận 22/03/2022, không tính thứ Bảy, Chủ nhật và
    ngày nghỉ 11/04/2022.`
    """
    if dossier.state in DETOURS:
        return _("Thời hạn tạm dừng: thời gian chờ công dân không tính vào thời hạn giải quyết.")
    if dossier.filed_at is None or dossier.due_at is None:
        return ""
    if dossier.received_at is None:
        return _answer_words(dossier.filed_at)
    return _result_words(dossier, dossier.received_at, dossier.due_at)


def _answer_words(filed_at: datetime) -> str:
    return _(
        "Bộ phận một cửa trả lời trong 8 giờ làm việc kể từ lúc nộp %(moment)s "
        "(Nghị định 45/2020/NĐ-CP)."
    ) % {"moment": f"{filed_at.astimezone(PROVINCE_TIME):{_MOMENT}}"}


def _result_words(dossier: Dossier, received_at: datetime, due_at: datetime) -> str:
    calendar = provincial_calendar()
    revision = dossier.revision
    received = received_at.astimezone(PROVINCE_TIME)
    if revision.time_unit == "same_day":
        words = _(
            "Giải quyết trong ngày: tiếp nhận lúc %(moment)s; sau 15:00 thì trả vào ngày làm việc "
            "tiếp theo"
        ) % {"moment": f"{received:{_MOMENT}}"}
    else:
        words = _("%(value)s %(unit)s kể từ ngày tiếp nhận %(day)s") % {
            "value": revision.time_value,
            "unit": revision.get_time_unit_display(),
            "day": f"{received:{_DAY}}",
        }
        if revision.clock_rule == FIRST_DAY:
            words += _(", tính cả ngày tiếp nhận")
        words += _days_off_words(revision.time_unit, received, due_at, calendar)
    if due_at != due_under(revision, received_at, calendar):
        words += _("; đã cộng thời gian tạm dừng chờ công dân")
    return f"{words}."


def _days_off_words(
    unit: str, received: datetime, due_at: datetime, calendar: WorkingCalendar
) -> str:
    if unit != "working_day":
        return ""
    off = _holidays_between(received.date(), due_at.astimezone(PROVINCE_TIME).date(), calendar)
    if not off:
        return _(", không tính thứ Bảy, Chủ nhật")
    return _(", không tính thứ Bảy, Chủ nhật và ngày nghỉ %(days)s") % {
        "days": ", ".join(f"{day:{_DAY}}" for day in off)
    }


def _holidays_between(start: date, end: date, calendar: WorkingCalendar) -> list[date]:
    """Days off from Monday to Friday between the two, the last included."""
    days = (start + timedelta(days=step) for step in range(1, (end - start).days + 1))
    return [day for day in days if day.weekday() < _SATURDAY and not calendar.is_working_day(day)]
