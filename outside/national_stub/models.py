"""What the national portal knows: a mirror of each dossier and every state it was told."""

from django.db import models

from outside.national_stub.words import WORDS

STATUSES = [(int(code), words) for code, words in sorted(WORDS.items())]


class Dossier(models.Model):
    """The latest record of a dossier. `waits_on` are the statuses a detour returns to."""

    code = models.CharField(max_length=50, unique=True)
    province = models.CharField(max_length=10)
    status = models.PositiveSmallIntegerField(choices=STATUSES, null=True)
    waits_on = models.JSONField(default=list)
    record = models.JSONField(default=dict)
    changed_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.code


class StateReceived(models.Model):
    """One state that was taken in; append-only. Three times: it happened, was sent, came in."""

    key = models.CharField(max_length=100, unique=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="states")
    status = models.PositiveSmallIntegerField(choices=STATUSES)
    handler = models.CharField(max_length=50)
    position = models.CharField(max_length=100, blank=True)
    unit = models.CharField(max_length=200, blank=True)
    content = models.TextField()
    happened_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.status}"


class IntakeRefusal(models.Model):
    """A message that was not taken in, and why."""

    code = models.CharField(max_length=60, blank=True, db_index=True)
    key = models.CharField(max_length=100, blank=True)
    sender = models.CharField(max_length=10, blank=True)
    detail = models.TextField()
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}"


class DayCount(models.Model):
    """How many states and refusals came in on a day from a province; never counted by a scan."""

    day = models.DateField()
    province = models.CharField(max_length=10)
    states = models.PositiveIntegerField(default=0)
    refusals = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "province"], name="one_day_count")]

    def __str__(self) -> str:
        return f"{self.day} {self.province}"
