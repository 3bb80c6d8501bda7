"""Who holds the dossier now, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.models import Dossier
from dossiers.states import State

_WAITS_FOR_CITIZEN = {
    State.DRAFT: gettext_lazy("chưa nộp hồ sơ"),
    State.PAYMENT_REQUIRED: gettext_lazy("cần nộp phí, lệ phí"),
    State.SUPPLEMENT_REQUIRED: gettext_lazy("cần bổ sung giấy tờ"),
    State.RETURNED: gettext_lazy("đã nhận kết quả"),
}


def holder_words(dossier: Dossier, *, for_staff: bool = False) -> str:
    """For example `Bộ phận một cửa – Trung tâm …`, `Cán bộ Nguyễn Văn A – Sở Tư pháp`,
    `Bạn (cần nộp phí, lệ phí)`. Empty when it is over and nobody holds it.

    Reads `receiving_agency`, `handling_agency` and `holder`.
    """
    waits = _WAITS_FOR_CITIZEN.get(State(dossier.state))
    if waits is not None:
        person = _("Công dân") if for_staff else _("Bạn")
        return f"{person} ({waits})"
    if dossier.state in (State.SUBMITTED, State.WITHDRAWAL_REQUESTED):
        return _counter(dossier)
    if dossier.state in (State.RECEIVED, State.PROCESSING):
        return _desk(dossier)
    if dossier.state == State.COMPLETED:
        return _result(dossier)
    return ""


def _counter(dossier: Dossier) -> str:
    return _("Bộ phận một cửa – %(agency)s") % {"agency": dossier.receiving_agency.name}


def _desk(dossier: Dossier) -> str:
    agency = dossier.handling_agency.name
    if dossier.awaiting_decision:
        return _("Lãnh đạo – %(agency)s (chờ quyết định)") % {"agency": agency}
    if dossier.holder is None:
        return _("%(agency)s (chờ cán bộ nhận thụ lý)") % {"agency": agency}
    return _("Cán bộ %(name)s – %(agency)s") % {
        "name": dossier.holder.full_name,
        "agency": agency,
    }


def _result(dossier: Dossier) -> str:
    if dossier.awaiting_signature:
        agency = dossier.handling_agency.name
        return _("Lãnh đạo – %(agency)s (chờ ký số kết quả)") % {"agency": agency}
    if dossier.return_channel == Dossier.ReturnChannel.ONLINE and not dossier.is_unpaid:
        return _("Hệ thống (đang phát hành kết quả điện tử)")
    return _("%(counter)s (chờ trả kết quả)") % {"counter": _counter(dossier)}
