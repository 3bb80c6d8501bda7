"""Phí, lệ phí và miễn giảm."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.models.immutability import part_is_immutable
from services.models.revision import Revision


class FeeItem(models.Model):
    """One fee (phí) or charge (lệ phí) of a revision."""

    class Kind(models.TextChoices):
        FEE = "phi", _("Phí")
        CHARGE = "le_phi", _("Lệ phí")

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="fee_items")
    key = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=300)
    rule = models.JSONField(help_text=_("Cách tính, xem services/fees"))
    legal_basis = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "key"], name="fee_item_key_once")
        ]
        triggers = [part_is_immutable()]

    def __str__(self) -> str:
        return self.name


class Reduction(models.Model):
    """Miễn giảm: a dated rule that lowers fees, and the legal text it stands on."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=300)
    percent = models.PositiveSmallIntegerField()
    legal_basis = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    online_only = models.BooleanField(default=False)
    levels = models.JSONField(default=list)
    procedure_codes = models.JSONField(default=list, help_text=_("Rỗng: mọi thủ tục"))
    condition = models.JSONField(default=dict, help_text=_("Điều kiện trên nội dung kê khai"))
    order = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name
