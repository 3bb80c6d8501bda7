"""Dossiers that a program filed for a citizen."""

from django.db import models

from dossiers.models.dossier import Dossier
from portal.shared import clock


class DirectFiling(models.Model):
    """One filing in one request: the citizen's same key again gets the same dossier."""

    owner = models.ForeignKey("accounts.Citizen", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=100)
    # SHA-256 of the request: the same key with another content is refused.
    digest = models.CharField(max_length=64)
    program = models.CharField(max_length=100)
    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="direct_filing")
    received_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], name="direct_filing_key_once")
        ]

    def __str__(self) -> str:
        return self.key
