"""What the national portal knows: a mirror of each dossier, every state it was told, and the
catalogue of each province with every change of it."""

from django.db import models
from django.db.models import F, Func, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Left

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
    # How many states were taken in of it.
    state_count = models.PositiveIntegerField(default=0)
    # The YYMMDD of its code.
    day = models.GeneratedField(
        expression=Func(
            F("code"),
            Value("-([0-9]{6})-[0-9]+$"),
            function="substring",
            output_field=models.CharField(max_length=6),
        ),
        output_field=models.CharField(max_length=6, null=True),
        db_persist=True,
    )
    # Whose it is: DinhDanhCHS.SoDinhDanh of its record; no longer than an index bears.
    owner_number = models.GeneratedField(
        expression=Left(KT("record__DinhDanhCHS__SoDinhDanh"), 20),
        output_field=models.CharField(max_length=20, null=True),
        db_persist=True,
    )

    class Meta:
        indexes = [
            models.Index(fields=["province", "day", "code"], name="dossier_by_day"),
            models.Index(fields=["owner_number"], name="dossier_by_owner"),
        ]

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


class Procedure(models.Model):
    """A procedure as its province last told of it."""

    province = models.CharField(max_length=10)
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=600)
    sector_code = models.CharField(max_length=40)
    sector_name = models.CharField(max_length=300)
    level = models.PositiveSmallIntegerField()
    revision = models.PositiveIntegerField()
    agency = models.CharField(max_length=300)
    in_force = models.BooleanField()
    # When that change happened in the province.
    changed_at = models.DateTimeField()
    # Code, name, sector and agency without diacritics, to be searched.
    words = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["province", "code"], name="one_procedure_of_a_province")
        ]

    def __str__(self) -> str:
        return f"{self.province} {self.code}"


class ProcedureChange(models.Model):
    """One change of a catalogue that was taken in; append-only."""

    key = models.CharField(max_length=100, unique=True)
    province = models.CharField(max_length=10)
    code = models.CharField(max_length=60)
    record = models.JSONField()
    # Not when a newer change was here first.
    applied = models.BooleanField()
    happened_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["code", "province", "id"], name="changes_of_a_procedure")]

    def __str__(self) -> str:
        return f"{self.province} {self.code}"


class DayCount(models.Model):
    """How many states, changes of procedures and refusals came in on a day from a province; never
    counted by a scan."""

    day = models.DateField()
    province = models.CharField(max_length=10)
    states = models.PositiveIntegerField(default=0)
    procedures = models.PositiveIntegerField(default=0)
    refusals = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "province"], name="one_day_count")]

    def __str__(self) -> str:
        return f"{self.day} {self.province}"
