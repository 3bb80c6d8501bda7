"""The paper about a day's reconciliation (báo cáo đối soát)."""

import uuid

from django.db import models


class ReconciliationReport(models.Model):
    """A PDF about one provider's day, of one agency or (without) of the whole province.

    It is made anew when somebody asks after the day was compared again.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reconciliation = models.ForeignKey(
        "payments.Reconciliation", on_delete=models.CASCADE, related_name="reports"
    )
    agency = models.ForeignKey(
        "agencies.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    requested_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)
    file = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reconciliation", "agency"],
                nulls_distinct=False,
                name="reconciliation_report_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.key)
