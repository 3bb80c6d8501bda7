"""Tell the applicant by mail that money is on its way back, or there."""

from django.conf import settings
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dossiers.models import Dossier
from payments.models import Refund
from payments.states import RefundState
from portal.notifications.actions.notify import notify
from portal.shared.kept_language import kept_language

Method = Refund.Method
TOLD = frozenset({RefundState.APPROVED, RefundState.BY_HAND, RefundState.DONE})
_NOTHING_TO_DO = _("Bạn không cần làm gì thêm.")
_STATES = {
    RefundState.APPROVED: _("Hoàn trả phí, lệ phí: đã duyệt"),
    RefundState.BY_HAND: _("Hoàn trả phí, lệ phí: trả tại Bộ phận một cửa"),
    RefundState.DONE: _("Hoàn trả phí, lệ phí: đã xong"),
}
_APPROVED = (_("Tiền đang được chuyển trả theo đúng cách bạn đã thanh toán."), _NOTHING_TO_DO)
_BY_HAND = {
    Method.CASH: (
        _("Khoản đã nộp bằng tiền mặt được trả lại tại quầy."),
        _("Mời bạn mang giấy tờ tùy thân đến Bộ phận một cửa để nhận lại tiền."),
    ),
    Method.PROVIDER: (
        _("Đơn vị thanh toán không chuyển trả được; Bộ phận một cửa sẽ chuyển khoản cho bạn."),
        _("Cán bộ một cửa có thể liên hệ để hỏi số tài khoản nhận tiền."),
    ),
}
_DONE = {
    Method.CASH: (_("Bạn đã nhận lại tiền mặt tại quầy."), _NOTHING_TO_DO),
    Method.TRANSFER: (_("Bộ phận một cửa đã chuyển khoản trả lại cho bạn."), _NOTHING_TO_DO),
    Method.PROVIDER: (
        _("Tiền đã được trả về thẻ hoặc tài khoản bạn đã dùng để thanh toán."),
        _("Tùy ngân hàng, tiền có thể hiện trong tài khoản sau vài ngày làm việc."),
    ),
}


def announce_refund(*, refund_id: int, dossier_id: int, state: str) -> bool:
    """Write the mail for this step: code, state and what to do, never amounts or reasons.

    False when there is nothing to send: an applicant without e-mail, or an approval that has gone
    straight on to the counter, of which there is a mail of its own. Safe to repeat.
    """
    refund = Refund.objects.get(pk=refund_id)
    dossier = Dossier.objects.get(pk=dossier_id)
    to_email = dossier.applicant.get("email", "")
    passed_by = state == RefundState.APPROVED and refund.state == RefundState.BY_HAND
    if not to_email or passed_by:
        return False
    with transaction.atomic(), kept_language():
        notify(
            to_email=to_email,
            template="dossier_state",
            context=_context(dossier, refund, RefundState(state)),
            key=f"refund:{refund.pk}:{state}",
        )
    return True


def _context(dossier: Dossier, refund: Refund, state: RefundState) -> dict[str, str]:
    words, next_step = _words(refund, state)
    return {
        "portal_name": settings.PORTAL_NAME,
        "province_name": settings.PROVINCE_NAME,
        "code": str(dossier.code),
        "state": str(_STATES[state]),
        "words": str(words),
        "next_step": str(next_step),
        "link": f"{settings.PUBLIC_URL}/me/dossiers/{dossier.code}/",
    }


def _words(refund: Refund, state: RefundState) -> tuple[str | Promise, str | Promise]:
    if state == RefundState.DONE:
        return _DONE[Method(refund.method)]
    if state == RefundState.BY_HAND:
        in_cash = refund.attempt.provider == Method.CASH
        return _BY_HAND[Method.CASH if in_cash else Method.PROVIDER]
    return _APPROVED
