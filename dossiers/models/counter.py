"""The running number of the dossiers of one agency on one day."""

from django.db import models


class CodeCounter(models.Model):
    """Gapless: the row is locked from the allocation to the commit of the filing."""

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "day"], name="counter_once")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.day}: {self.last}"
