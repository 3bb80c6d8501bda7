"""The province's corrections to the calendar of public holidays."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarDay(models.Model):
    """A day that differs from the rule: the Government fixes swaps each year."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", _("Nghỉ lễ")
        COMPENSATION = "compensation", _("Nghỉ bù")
        SWAPPED_OFF = "swapped_off", _("Nghỉ hoán đổi")
        WORKED = "worked", _("Làm bù")

    day = models.DateField(unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day}: {self.get_kind_display()}"
