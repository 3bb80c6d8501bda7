"""What the citizen does now, in one sentence: on the dossier's page, in the mail, in tracking."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.models import Dossier
from dossiers.states import State

_STEPS = {
    State.DRAFT: gettext_lazy("Điền tiếp các phần còn thiếu, rồi nộp hồ sơ."),
    State.SUBMITTED: gettext_lazy(
        "Bạn chưa cần làm gì. Bộ phận một cửa sẽ xem hồ sơ và trả lời bạn."
    ),
    State.PAYMENT_REQUIRED: gettext_lazy(
        "Nộp phí, lệ phí trực tuyến; nộp xong, hồ sơ tự chuyển bước."
    ),
    State.RECEIVED: gettext_lazy("Bạn chưa cần làm gì. Cán bộ thụ lý sẽ nhận hồ sơ."),
    State.PROCESSING: gettext_lazy("Bạn chưa cần làm gì. Cán bộ thụ lý đang xử lý hồ sơ."),
    State.SUPPLEMENT_REQUIRED: gettext_lazy(
        "Xem nội dung cần bổ sung, rồi gửi giấy tờ và trả lời cho cơ quan."
    ),
    State.WITHDRAWAL_REQUESTED: gettext_lazy(
        "Bạn chưa cần làm gì. Bộ phận một cửa đang xem yêu cầu rút hồ sơ của bạn."
    ),
    State.REFUSED: gettext_lazy("Xem lý do không tiếp nhận; bạn có thể sửa và nộp hồ sơ mới."),
    State.HALTED: gettext_lazy("Hồ sơ đã dừng xử lý; khi cần, bạn có thể nộp hồ sơ mới."),
    State.RETURNED: gettext_lazy("Hồ sơ đã kết thúc. Bạn xem lại kết quả bất cứ lúc nào."),
}
_RESULT = {
    Dossier.ReturnChannel.ONLINE: gettext_lazy(
        "Bạn chưa cần làm gì. Kết quả điện tử sẽ có ngay trên trang hồ sơ."
    ),
    Dossier.ReturnChannel.COUNTER: gettext_lazy(
        "Đến Bộ phận một cửa nhận kết quả, mang theo giấy tờ tùy thân."
    ),
    Dossier.ReturnChannel.POST: gettext_lazy("Chờ bưu tá giao kết quả đến địa chỉ của bạn."),
}


def next_step_for_citizen(dossier: Dossier) -> str:
    """What to do now, or that nothing is to be done."""
    if dossier.state == State.REFUSED and dossier.paid_at:
        return _(
            "Xem lý do không tiếp nhận. Phí, lệ phí đã nộp được hoàn trả cho bạn; bạn có thể sửa "
            "và nộp hồ sơ mới."
        )
    if dossier.state != State.COMPLETED:
        return str(_STEPS[State(dossier.state)])
    if dossier.awaiting_signature:
        return _("Bạn chưa cần làm gì. Kết quả đang được ký số.")
    if dossier.is_unpaid:
        return _("Nộp phí, lệ phí còn thiếu tại Bộ phận một cửa để nhận kết quả.")
    return str(_RESULT[Dossier.ReturnChannel(dossier.return_channel)])
