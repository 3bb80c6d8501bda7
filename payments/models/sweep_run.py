"""The heartbeat of what heals by itself."""

from django.db import models


class SweepRun(models.Model):
    """When a sweep last ran and what it found; one row for each kind of sweep."""

    name = models.CharField(max_length=40, unique=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    asked = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    silent = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.name
