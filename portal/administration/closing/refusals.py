"""What forbids to close an agency, each in words that say what to do first."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dossiers.actions.hand_to_successor import has_open_dossiers
from payments.models import CashDay
from payments.queries.before_closing import unfinished_days_of
from payments.states import CashDayState
from portal.accounts.models import StaffRole
from portal.agencies.models import Agency
from portal.agencies.queries import is_below
from portal.shared.errors import InvalidInput
from portal.shared.templatetags.formats import day as in_words
from services.models import Revision

# More tills than this are counted, not named.
MAX_NAMED = 5


def refuse_successor(agency: Agency, successor: Agency | None, *, on: date) -> None:
    """What is wrong with the successor itself, whatever the agency still has to do. Raises
    InvalidInput (`successor`)."""
    words = _wrong_successor(agency, successor, on) if successor else ""
    if words:
        raise InvalidInput({"successor": words})


def refuse_closing(agency: Agency, successor: Agency | None) -> None:
    """What has to be put in order on the day of the closing. Raises InvalidInput."""
    if agency.parent_id is None:
        raise InvalidInput(
            {"agency": _("“%(name)s” đứng đầu hệ thống, chỉ đổi tên được.") % {"name": agency.name}}
        )
    if successor is None:
        _refuse_without_successor(agency)
    days = unfinished_days_of(agency)
    if days:
        raise InvalidInput({"agency": _cash_words(agency, days)})


def _wrong_successor(agency: Agency, successor: Agency, on: date) -> str:
    names = {"successor": successor.name, "agency": agency.name}
    if successor.pk == agency.pk:
        return _("“%(agency)s” không thể kế thừa chính mình. Chọn cơ quan khác.") % names
    if successor.closed_on is not None:
        return _("“%(successor)s” đã giải thể ngày %(day)s. Chọn một cơ quan đang hoạt động.") % (
            names | {"day": in_words(successor.closed_on)}
        )
    if is_below(successor, agency):
        return (
            _(
                "“%(successor)s” nằm dưới “%(agency)s”. Trước hết hãy chuyển “%(successor)s” ra"
                " trực thuộc cơ quan khác."
            )
            % names
        )
    if successor.opened_on is not None and successor.opened_on > on:
        return _("“%(successor)s” chỉ hoạt động từ ngày %(day)s. Chọn ngày đó hoặc muộn hơn.") % (
            names | {"day": in_words(successor.opened_on)}
        )
    if _is_centre(agency) and not _is_centre(successor):
        return (
            _("“%(agency)s” nhận hồ sơ của mọi thủ tục cấp tỉnh; cơ quan kế thừa phải ở cấp tỉnh.")
            % names
        )
    return ""


def _is_centre(agency: Agency) -> bool:
    return agency.level == Agency.Level.PROVINCE and agency.is_one_stop


def _refuse_without_successor(agency: Agency) -> None:
    names = {"agency": agency.name}
    words = ""
    if has_open_dossiers(agency):
        words = _(
            "“%(agency)s” còn hồ sơ chưa giải quyết xong. Chọn cơ quan kế thừa để tiếp nhận các hồ"
            " sơ này."
        )
    elif Revision.objects.filter(
        state__in=(Revision.State.PUBLISHED, Revision.State.SCHEDULED), handling_agency=agency
    ).exists():
        words = _(
            "“%(agency)s” còn thủ tục đang áp dụng. Chọn cơ quan kế thừa, hoặc bãi bỏ, giao các"
            " thủ tục này cho cơ quan khác trước."
        )
    elif StaffRole.objects.filter(agency=agency, is_active=True).exists():
        words = _(
            "“%(agency)s” còn cán bộ. Chọn cơ quan kế thừa, hoặc cho cán bộ thôi vai trò trước."
        )
    elif agency.children.filter(closed_on=None).exists():
        words = _("“%(agency)s” còn cơ quan trực thuộc. Chọn cơ quan kế thừa để tiếp nhận.")
    elif _is_centre(agency):
        words = _("“%(agency)s” nhận hồ sơ của mọi thủ tục cấp tỉnh. Chọn cơ quan kế thừa.")
    if words:
        raise InvalidInput({"successor": words % names})


def _cash_words(agency: Agency, days: list[CashDay]) -> str:
    named = "; ".join(_day_words(cash_day) for cash_day in days[:MAX_NAMED])
    more = len(days) - MAX_NAMED
    if more > 0:
        named += ngettext("; và %(n)d sổ nữa", "; và %(n)d sổ nữa", more) % {"n": more}
    return _(
        "“%(agency)s” còn sổ quỹ tiền mặt chưa xong: %(days)s. Hãy kiểm quỹ, khóa sổ và ký duyệt"
        " trước khi giải thể."
    ) % {"agency": agency.name, "days": named}


def _day_words(cash_day: CashDay) -> str:
    state = _("chưa khóa") if cash_day.state == CashDayState.OPEN else _("chưa ký duyệt")
    return _("%(clerk)s, ngày %(day)s (%(state)s)") % {
        "clerk": cash_day.clerk.full_name,
        "day": in_words(cash_day.day),
        "state": state,
    }
