"""How far a provider's own list of events has been read."""

from django.db import models


class ProviderCursor(models.Model):
    """`position` is the provider's name for the last event that was taken; empty: none yet."""

    provider = models.CharField(max_length=20, unique=True)
    position = models.CharField(max_length=255, blank=True)
    moved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.provider} {self.position}"
