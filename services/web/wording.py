"""How the facts of a revision read on a page."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.agencies.models import Agency
from portal.shared.money import format_vnd
from services.levels import LOWEST_ONLINE, is_online
from services.models import Revision


def time_limit(revision: Revision) -> str:
    """`10 ngày làm việc`, `Trong ngày`, or that it depends."""
    if revision.time_unit == Revision.TimeUnit.SAME_DAY:
        return _("Trong ngày")
    if revision.time_value is None:
        return _("Theo từng trường hợp")
    if revision.time_unit == Revision.TimeUnit.WORKING_DAY:
        words = ngettext("%(days)d ngày làm việc", "%(days)d ngày làm việc", revision.time_value)
    else:
        words = ngettext("%(days)d ngày", "%(days)d ngày", revision.time_value)
    return words % {"days": revision.time_value}


def legal_time_limit(revision: Revision) -> str:
    """What the law allows at most, where the province promises less; else empty."""
    value = revision.legal_time_value
    if value is None or value == revision.time_value:
        return ""
    if revision.time_unit == Revision.TimeUnit.WORKING_DAY:
        words = ngettext(
            "Luật định tối đa %(days)d ngày làm việc.",
            "Luật định tối đa %(days)d ngày làm việc.",
            value,
        )
    else:
        words = ngettext(
            "Luật định tối đa %(days)d ngày.", "Luật định tối đa %(days)d ngày.", value
        )
    return words % {"days": value}


def time_details(revision: Revision) -> str:
    """From when the days are counted, what the law allows, and the words of the decision."""
    counted = ""
    if revision.time_value is not None:
        counted = f"{Revision.ClockRule(revision.clock_rule).label}."
    parts = (counted, legal_time_limit(revision), revision.time_note)
    return " ".join(part for part in parts if part)


def summary(revision: Revision) -> list[dict[str, str]]:
    """The main facts, as rows of a list."""
    audiences = [str(Revision.Audience(each).label) for each in revision.audiences]
    rows = {
        _("Tên"): revision.name,
        _("Phiên bản"): str(revision.number),
        _("Dành cho"): ", ".join(audiences),
        _("Mức độ"): str(revision.level),
        _("Thời hạn giải quyết"): " · ".join(
            part for part in (time_limit(revision), time_details(revision)) if part
        ),
        _("Phí, lệ phí nộp tại quầy"): base_fee(revision),
        _("Cơ quan thực hiện"): agency_name(revision),
        _("Kết quả"): "; ".join(revision.results),
        _("Nhận kết quả"): return_places(revision) if revision.return_channels else "",
        _("Căn cứ pháp lý"): "\n".join(revision.legal_texts),
    }
    return [{"key": key, "value": value} for key, value in rows.items()]


def base_fee(revision: Revision) -> str:
    """What a plain case pays at the counter, in words."""
    if revision.base_fee_vnd is None:
        return _("Theo quy định của tỉnh")
    return format_vnd(revision.base_fee_vnd) if revision.base_fee_vnd else _("Không thu")


def level_name(level: int) -> str:
    """`Mức độ 4`."""
    return _("Mức độ %(level)d") % {"level": level}


def level_meaning(level: int) -> str:
    """What can be done online at this level (NĐ 43/2011/NĐ-CP)."""
    if not is_online(level):
        return _("Xem hướng dẫn trên cổng, nộp hồ sơ giấy tại quầy.")
    if level == LOWEST_ONLINE:
        return _("Nộp hồ sơ trực tuyến; nộp phí và nhận kết quả tại quầy.")
    return _("Nộp hồ sơ, nộp phí và nhận kết quả trực tuyến.")


def agency_name(revision: Revision) -> str:
    """The handling agency, or the words of the published decision."""
    if revision.handling_agency:
        return revision.handling_agency.present.name
    return revision.agency_text


def return_places(revision: Revision) -> str:
    """Where the result is received, best way first."""
    desk = {
        Agency.Level.PROVINCE: _("tại Trung tâm Phục vụ hành chính công tỉnh"),
        Agency.Level.DISTRICT: _("tại Bộ phận một cửa của huyện"),
    }.get(Agency.Level(revision.agency_level), _("tại Bộ phận một cửa của xã"))
    words = {
        Revision.ReturnChannel.ONLINE.value: _("trực tuyến"),
        Revision.ReturnChannel.COUNTER.value: desk,
        Revision.ReturnChannel.POST.value: _("qua bưu chính công ích"),
    }
    *first, last = [words[channel] for channel in revision.return_channels]
    text = _("%(first)s hoặc %(last)s") % {"first": ", ".join(first), "last": last}
    text = text if first else last
    return text[:1].upper() + text[1:]
