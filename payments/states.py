"""States of what is owed and of each try to pay it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ObligationState(models.TextChoices):
    """Settled and cancelled are final."""

    DUE = "due", _("Chưa thanh toán")
    SETTLED = "settled", _("Đã thanh toán")
    CANCELLED = "cancelled", _("Đã hủy")


class AttemptState(models.TextChoices):
    """`surplus`: money came in, but it settled nothing and has to be given back."""

    CREATED = "created", _("Đang chuẩn bị")
    OPEN = "open", _("Đang chờ thanh toán")
    SETTLED = "settled", _("Thành công")
    DECLINED = "declined", _("Bị từ chối")
    CANCELLED = "cancelled", _("Đã dừng")
    EXPIRED = "expired", _("Hết hạn")
    SURPLUS = "surplus", _("Thừa, chờ hoàn trả")


LIVE = (AttemptState.CREATED, AttemptState.OPEN)
CLOSED_UNPAID = (AttemptState.DECLINED, AttemptState.CANCELLED, AttemptState.EXPIRED)
PAID = (AttemptState.SETTLED, AttemptState.SURPLUS)
