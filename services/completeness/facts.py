"""What the facts lack."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from portal.agencies.models import Agency
from services.completeness.gap import Gap
from services.content import RevisionContent


def gaps(content: RevisionContent) -> Iterator[Gap]:
    """Facts without which a procedure cannot be published."""
    if content.agency_level == Agency.Level.PROVINCE and not content.handling_agency_code:
        yield Gap("facts", "handling_agency_code", _("Chọn cơ quan giải quyết."))
    if not content.time_unit:
        yield Gap("facts", "time_unit", _("Nhập thời hạn giải quyết."))
    if not content.legal_basis:
        yield Gap("facts", "legal_basis", _("Nêu ít nhất một căn cứ pháp lý."))
    if not content.results:
        yield Gap("facts", "results", _("Nêu kết quả của thủ tục."))
    if not content.return_channels:
        yield Gap("facts", "return_channels", _("Chọn ít nhất một cách nhận kết quả."))
    if not content.audiences:
        yield Gap("facts", "audiences", _("Chọn thủ tục dành cho ai."))
