"""The append-only history of a dossier."""

import pgtrigger
from django.db import models

from dossiers.models.dossier import Dossier
from dossiers.states import State


class HistoryEntry(models.Model):
    """One step: who, in which role and agency, when, from which state to which, and why."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="history")
    at = models.DateTimeField()
    event = models.CharField(max_length=30)
    from_state = models.CharField(max_length=24, choices=State.choices)
    to_state = models.CharField(max_length=24, choices=State.choices)
    actor = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_name = models.CharField(max_length=200)
    role = models.CharField(max_length=20)
    agency = models.ForeignKey(
        "agencies.Agency", null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.event}"
