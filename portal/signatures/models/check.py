"""A file that somebody dropped on /verify/."""

import uuid

from django.db import models


class SignatureCheck(models.Model):
    """The check of one file: asked for in a request, made in a job, read by whoever knows `key`.

    The file is deleted as soon as it has been checked, the row after an hour: nobody's papers are
    kept for a question.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    file = models.CharField(max_length=200, blank=True)
    # The report as JSON (portal/signatures/validation/report.py).
    report = models.JSONField(default=dict)
    asked_at = models.DateTimeField(db_index=True)
    done_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
