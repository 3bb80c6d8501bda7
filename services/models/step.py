"""Các bước thực hiện."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.models.immutability import part_is_immutable
from services.models.revision import Revision


class Step(models.Model):
    """One handling step of a revision, and who takes it (a role of portal.accounts.roles).

    `budget_hours` are working hours.
    """

    class Agency(models.TextChoices):
        RECEIVING = "receiving", _("Cơ quan tiếp nhận")
        HANDLING = "handling", _("Cơ quan giải quyết")

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=20)
    agency = models.CharField(max_length=10, choices=Agency.choices, blank=True)
    name = models.CharField(max_length=300)
    work = models.TextField(blank=True)
    budget_hours = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "order"], name="step_order_once")
        ]
        triggers = [part_is_immutable()]

    def __str__(self) -> str:
        return self.name
