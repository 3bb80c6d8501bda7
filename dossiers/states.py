"""The states of a dossier, their national codes, and the groups that lists ask for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Lateness, unpaid, unsynced and awaiting a decision are flags beside the state."""

    DRAFT = "draft", _("Bản nháp")
    SUBMITTED = "submitted", _("Mới đăng ký")
    PAYMENT_REQUIRED = "payment_required", _("Yêu cầu thực hiện nghĩa vụ tài chính")
    RECEIVED = "received", _("Được tiếp nhận")
    REFUSED = "refused", _("Không được tiếp nhận")
    PROCESSING = "processing", _("Đang xử lý")
    SUPPLEMENT_REQUIRED = "supplement_required", _("Yêu cầu bổ sung giấy tờ")
    WITHDRAWAL_REQUESTED = "withdrawal_requested", _("Công dân yêu cầu rút hồ sơ")
    HALTED = "halted", _("Dừng xử lý")
    COMPLETED = "completed", _("Đã xử lý xong")
    RETURNED = "returned", _("Đã trả kết quả")


# TrangThaiHoSo of the national portal (QCVN 120:2019/BTTTT); a draft is nobody else's business.
NATIONAL_CODE: dict[str, int] = {
    State.SUBMITTED: 1,
    State.RECEIVED: 2,
    State.REFUSED: 3,
    State.PROCESSING: 4,
    State.SUPPLEMENT_REQUIRED: 5,
    State.PAYMENT_REQUIRED: 6,
    State.WITHDRAWAL_REQUESTED: 7,
    State.HALTED: 8,
    State.COMPLETED: 9,
    State.RETURNED: 10,
}

# The dossier waits for the citizen and comes back to the state it came from.
DETOURS = frozenset({State.PAYMENT_REQUIRED, State.SUPPLEMENT_REQUIRED, State.WITHDRAWAL_REQUESTED})
FINAL = frozenset({State.REFUSED, State.HALTED, State.RETURNED})
# The legal clock runs: these can be late.
RUNNING = frozenset({State.SUBMITTED, State.RECEIVED, State.PROCESSING})
# Filed and not at its end: what a counter still has to do with.
OPEN = tuple(state for state in State if state != State.DRAFT and state not in FINAL)
