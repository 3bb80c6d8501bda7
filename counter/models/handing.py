"""Results on their way to people: at the counter, by post."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class HandOver(models.Model):
    """Trả kết quả tại quầy: who took it, how that was checked, the signature."""

    class Receiver(models.TextChoices):
        OWNER = "owner", _("Chủ hồ sơ")
        AUTHORISED = "authorised", _("Người được ủy quyền")

    class Check(models.TextChoices):
        CARD = "card", _("Thẻ căn cước")
        PASSPORT = "passport", _("Hộ chiếu")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.OneToOneField(
        "dossiers.Dossier", on_delete=models.PROTECT, related_name="handed_over"
    )
    receiver = models.CharField(max_length=10, choices=Receiver.choices)
    receiver_name = models.CharField(_("họ và tên người nhận"), max_length=150)
    receiver_number = models.CharField(_("số giấy tờ của người nhận"), max_length=20)
    checked_by = models.CharField(_("giấy tờ đã đối chiếu"), max_length=10, choices=Check.choices)
    # Drawn on the screen (PNG under MEDIA_ROOT), or on the printed list.
    signature = models.CharField(max_length=200, blank=True)
    signed_on_paper = models.BooleanField(default=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    clerk = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["agency", "at"], name="hand_over_of_day")]

    def __str__(self) -> str:
        return self.receiver_name


class Shipment(models.Model):
    """A result that goes by post."""

    class State(models.TextChoices):
        PREPARED = "prepared", _("Đã in phiếu gửi")
        SENT = "sent", _("Đã giao bưu điện")
        DELIVERED = "delivered", _("Đã phát")
        CAME_BACK = "came_back", _("Chuyển hoàn")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(
        "dossiers.Dossier", on_delete=models.PROTECT, related_name="shipments"
    )
    state = models.CharField(max_length=9, choices=State.choices, default=State.PREPARED)
    receiver_name = models.CharField(_("người nhận"), max_length=150)
    phone = models.CharField(_("số điện thoại"), max_length=16)
    address = models.CharField(_("địa chỉ"), max_length=400)
    tracking_number = models.CharField(_("số hiệu bưu gửi"), max_length=30, blank=True)
    prepared_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    clerk = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tracking_number"],
                condition=~models.Q(tracking_number=""),
                name="tracking_number_once",
            )
        ]

    def __str__(self) -> str:
        return self.tracking_number or self.receiver_name
