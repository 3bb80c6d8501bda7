"""Thành phần hồ sơ."""

from django.db import models

from services.models.immutability import part_is_immutable
from services.models.revision import Revision
from services.models.template_file import TemplateFile


class Requirement(models.Model):
    """Thành phần hồ sơ: a paper asked for, with how many originals, plain and certified copies.

    `replaced_by` says what may stand for it: `{"field": key}` an answer of the e-form,
    `{"record": kind}` a record that the portal has already; empty: nothing.
    """

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="requirements")
    key = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField()
    name = models.TextField()
    required = models.BooleanField(default=True)
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    certified = models.PositiveSmallIntegerField(default=0)
    template = models.ForeignKey(
        TemplateFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    replaced_by = models.JSONField(default=dict)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "key"], name="requirement_key_once")
        ]
        triggers = [part_is_immutable()]

    def __str__(self) -> str:
        return self.name
