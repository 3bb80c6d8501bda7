"""Figures that are counted at night and read by day."""

from django.db import models

from services.models import Procedure


class ProcedureUsage(models.Model):
    """How a procedure was used in the year before `counted_at`.

    `filed` is what `filed_by_source` (provenance → count) adds up to. `started` are the dossiers
    and drafts of citizens who typed alone, `left` such drafts that nobody touched for a week,
    `left_by_section` where they stopped (`[{"title", "count"}]`, the most first): what a clerk
    types at the counter says nothing about how citizens get on. Days are calendar days from
    receipt to decision, `timed` the dossiers they were counted from.
    """

    procedure = models.OneToOneField(Procedure, on_delete=models.CASCADE, related_name="usage")
    counted_at = models.DateTimeField()
    in_force_since = models.DateTimeField(null=True, blank=True)
    started = models.PositiveIntegerField(default=0)
    filed = models.PositiveIntegerField(default=0)
    filed_by_source = models.JSONField(default=dict)
    finished = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    left_by_section = models.JSONField(default=list)
    timed = models.PositiveIntegerField(default=0)
    median_days = models.DecimalField(max_digits=7, decimal_places=1, null=True, blank=True)
    p90_days = models.DecimalField(max_digits=7, decimal_places=1, null=True, blank=True)
    last_filed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["filed", "procedure"], name="usage_by_filed"),
            models.Index(fields=["left", "procedure"], name="usage_by_left"),
            models.Index(fields=["last_filed_at", "procedure"], name="usage_by_last"),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id}: {self.filed}"
