"""What may stand for a paper, in words; the same on the public page and for the admin."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from services.content import Json
from services.records import RecordKind


def replaced_words(replaced_by: Json, labels: Mapping[str, str]) -> str:
    """When the paper need not be given; empty when it always must. `labels` by field key."""
    if "field" in replaced_by:
        label = labels.get(replaced_by["field"], replaced_by["field"])
        return _("Không phải nộp khi đã kê khai “%(label)s” trong mẫu đơn.") % {"label": label}
    kind = replaced_by.get("record")
    if kind == RecordKind.NATIONAL_IDENTITY:
        return _(
            "Không phải nộp khi tài khoản đã xác thực danh tính qua Cổng dịch vụ công quốc gia."
        )
    if kind == RecordKind.RESULT:
        return _("Không phải nộp khi bạn đã được cấp kết quả thủ tục %(code)s trên cổng này.") % {
            "code": replaced_by.get("procedure", "")
        }
    return ""
