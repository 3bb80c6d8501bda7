"""The counters of the limits."""

from django.db import models


class RateCount(models.Model):
    """How often one person or address has used up a limit since `started_at`."""

    key = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.count}"
