"""What the facts lack."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from portal.agencies.models import Agency
from portal.shared import clock
from services.completeness.gap import Gap
from services.content import RevisionContent
from services.levels import is_online
from services.models import Revision


def gaps(content: RevisionContent) -> Iterator[Gap]:
    """Facts without which a procedure cannot be published."""
    if content.agency_level == Agency.Level.PROVINCE and not content.handling_agency_code:
        yield Gap("facts", "handling_agency_code", _("Chọn cơ quan giải quyết."))
    yield from _closed_agencies(content)
    yield from _time(content)
    if not content.legal_basis:
        yield Gap("facts", "legal_basis", _("Nêu ít nhất một căn cứ pháp lý."))
    yield from _ended_laws(content)
    if not content.results:
        yield Gap("facts", "results", _("Nêu kết quả của thủ tục."))
    if not content.return_channels:
        yield Gap("facts", "return_channels", _("Chọn ít nhất một cách nhận kết quả."))
    elif not is_online(content.level) and Revision.ReturnChannel.ONLINE in content.return_channels:
        words = _("Thủ tục mức độ 2 không trả kết quả trực tuyến được.")
        yield Gap("facts", "return_channels", words)
    if not content.audiences:
        yield Gap("facts", "audiences", _("Chọn thủ tục dành cho ai."))


def _closed_agencies(content: RevisionContent) -> Iterator[Gap]:
    places = {
        code: place
        for place, code in (
            ("receiving_agency_code", content.receiving_agency_code),
            ("handling_agency_code", content.handling_agency_code),
        )
        if code
    }
    if not places:
        return
    found = {each.code: each for each in Agency.objects.filter(code__in=places)}
    for code, place in places.items():
        agency = found.get(code)
        if agency is None:
            words = _("Cơ quan mã %(code)s không có trong danh mục. Chọn cơ quan khác.")
            yield Gap("facts", place, words % {"code": code})
        elif agency.closed_on is not None:
            words = _("%(name)s đã giải thể. Chọn cơ quan khác.") % {"name": agency.name}
            yield Gap("facts", place, words)


def _time(content: RevisionContent) -> Iterator[Gap]:
    if not content.time_unit:
        yield Gap("facts", "time_unit", _("Nhập thời hạn giải quyết."))
    local, legal = content.time_value, content.legal_time_value
    if local is not None and legal is not None and local > legal:
        words = _("Thời hạn của tỉnh dài hơn mức luật cho phép.")
        yield Gap("facts", "time_value", words)


def _ended_laws(content: RevisionContent) -> Iterator[Gap]:
    today = clock.today().isoformat()
    for law in content.legal_basis:
        if law.ends_on and law.ends_on < today:
            words = _("Văn bản “%(law)s” đã hết hiệu lực.") % {"law": law.text}
            yield Gap("facts", "legal_basis", words)
