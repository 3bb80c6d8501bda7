"""How each endpoint of the national portal does, as the delivery last saw it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Endpoint(models.Model):
    """One thing that is asked of the national portal. Written by the delivery, read by pages."""

    class Name(models.TextChoices):
        STATES = "states", _("Nhận trạng thái hồ sơ")
        CATALOGUE = "catalogue", _("Danh mục thủ tục")
        COMPARISON = "comparison", _("Đối chiếu")

    name = models.CharField(max_length=12, choices=Name.choices, primary_key=True)
    # Empty while it answers; since when it does not otherwise.
    down_since = models.DateTimeField(null=True, blank=True)
    # Tries in a row that brought no usable answer.
    failures = models.PositiveIntegerField(default=0)
    last_success_at = models.DateTimeField(null=True, blank=True)
    last_error_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("điểm kết nối")

    def __str__(self) -> str:
        return self.name


class DeliveryMinute(models.Model):
    """What was delivered in one minute: figures that no page has to count."""

    minute = models.DateTimeField()
    kind = models.CharField(max_length=20)
    delivered = models.PositiveIntegerField(default=0)
    parked = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    # The longest time from a change to its delivery, in milliseconds, and the sum of all of them.
    slowest_ms = models.PositiveBigIntegerField(default=0)
    total_ms = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("số liệu chuyển theo phút")
        constraints = [
            models.UniqueConstraint(fields=["minute", "kind"], name="delivery_minute_once")
        ]

    def __str__(self) -> str:
        return f"{self.minute:%d/%m/%Y %H:%M} {self.kind}"
