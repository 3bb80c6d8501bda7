"""States of what is owed, of each try to pay it, of what is given back, and of a till's day."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ObligationState(models.TextChoices):
    """Cancelled and reversed are final; settled is left only when cash was booked by mistake."""

    DUE = "due", _("Chưa thanh toán")
    SETTLED = "settled", _("Đã thanh toán")
    CANCELLED = "cancelled", _("Đã hủy")
    REVERSED = "reversed", _("Đã ghi đảo")


class AttemptState(models.TextChoices):
    """`surplus`: money came in, but it settled nothing and has to be given back. `reversed`: cash
    that was booked by mistake."""

    CREATED = "created", _("Đang chuẩn bị")
    OPEN = "open", _("Đang chờ thanh toán")
    SETTLED = "settled", _("Thành công")
    DECLINED = "declined", _("Bị từ chối")
    CANCELLED = "cancelled", _("Đã dừng")
    EXPIRED = "expired", _("Hết hạn")
    SURPLUS = "surplus", _("Tiền thừa, được hoàn trả")
    REVERSED = "reversed", _("Đã ghi đảo")


LIVE = (AttemptState.CREATED, AttemptState.OPEN)
CLOSED_UNPAID = (AttemptState.DECLINED, AttemptState.CANCELLED, AttemptState.EXPIRED)
# Money came in with these.
PAID = (AttemptState.SETTLED, AttemptState.SURPLUS, AttemptState.REVERSED)


class RefundState(models.TextChoices):
    """`by_hand`: the provider cannot give it back, so it is paid by bank transfer."""

    REQUESTED = "requested", _("Chờ lãnh đạo duyệt")
    APPROVED = "approved", _("Đã duyệt, chờ chuyển")
    SENT = "sent", _("Đang chuyển qua đơn vị thanh toán")
    BY_HAND = "by_hand", _("Chờ chuyển khoản")
    DONE = "done", _("Đã hoàn trả")
    REJECTED = "rejected", _("Không được duyệt")


REFUND_OPEN = (
    RefundState.REQUESTED,
    RefundState.APPROVED,
    RefundState.SENT,
    RefundState.BY_HAND,
)


class CashDayState(models.TextChoices):
    """A closed day is never written to again, except for its sign-off."""

    OPEN = "open", _("Đang mở")
    CLOSED = "closed", _("Đã khóa sổ")
    SIGNED_OFF = "signed_off", _("Đã ký duyệt")
