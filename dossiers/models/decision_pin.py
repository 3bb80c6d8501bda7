"""The PIN that a leader typed with a decision, until the result it is for has been printed."""

from datetime import timedelta

from django.db import models

from dossiers.models.document import Document

# As long as a run of signing keeps its own (portal/signatures).
LIVES = timedelta(minutes=5)


class DecisionPin(models.Model):
    """Encrypted; deleted when signing begins and after LIVES in any case.

    It waits here and not in a job's arguments, because jobs are kept and shown.
    """

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="decision_pin")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    encrypted = models.TextField()
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.document_id}"
