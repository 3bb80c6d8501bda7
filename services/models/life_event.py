"""Sự kiện cuộc đời."""

from django.db import models

from portal.shared import clock
from services.models.procedure import Procedure


class LifeEvent(models.Model):
    """Something that happens in a life or a business, with the procedures it asks for.

    `sayings` are other words for it; they and `title` find its procedures in the search. `icon` is
    a file of `templates/components/icons/`. `shipped`, `edited` and `removed` as for Synonym.
    """

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=80)
    text = models.CharField(max_length=200, blank=True)
    icon = models.CharField(max_length=30, default="document")
    sayings = models.JSONField(default=list)
    place = models.PositiveSmallIntegerField(default=0)
    shown = models.BooleanField(default=True)
    shipped = models.BooleanField(default=False)
    edited = models.BooleanField(default=False)
    removed = models.BooleanField(default=False)
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["place", "pk"]

    def __str__(self) -> str:
        return self.title


class LifeEventProcedure(models.Model):
    """A procedure of a life event, in the order in which people need them."""

    event = models.ForeignKey(LifeEvent, on_delete=models.CASCADE, related_name="entries")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField(default=0)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "procedure"], name="life_event_procedure_once")
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.procedure_id}"
