"""What hangs on a procedure: told to the admin who publishes or withdraws it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from dossiers.models import Dossier
from dossiers.states import OPEN, State
from services.consequences import Consequence
from services.models import Procedure

# Nobody decides otherwise for the 1.001st.
COUNTED = 1000


def dossiers_of(procedure: Procedure) -> list[Consequence]:
    """Drafts in progress and filed dossiers that are not at their end; each counted up to
    COUNTED, in an index."""
    return [
        Consequence(
            label=_("Bản nháp người dân đang khai"),
            count=_count(procedure, [State.DRAFT]),
            note=_(
                "Khi có phiên bản mới, nội dung đã khai được chuyển sang từng trường một và người "
                "dân thấy những gì thay đổi."
            ),
        ),
        Consequence(
            label=_("Hồ sơ đã nộp, chưa giải quyết xong"),
            count=_count(procedure, OPEN),
            note=_("Giữ phiên bản lúc nộp: mẫu đơn, phí và thời hạn không đổi."),
        ),
    ]


def _count(procedure: Procedure, states: Iterable[State]) -> str:
    found = Dossier.objects.filter(procedure=procedure, state__in=list(states)).order_by()
    number = found[: COUNTED + 1].count()
    if number > COUNTED:
        return _("hơn %(number)s") % {"number": f"{COUNTED:,}".replace(",", ".")}
    return str(number)
