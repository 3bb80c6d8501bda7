"""Thành phần hồ sơ."""

from django.db import models

from services.models.immutability import part_is_immutable
from services.models.revision import Revision


class Requirement(models.Model):
    """Thành phần hồ sơ: a paper asked for, with how many originals and copies."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="requirements")
    key = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField()
    name = models.TextField()
    required = models.BooleanField(default=True)
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "key"], name="requirement_key_once")
        ]
        triggers = [part_is_immutable()]

    def __str__(self) -> str:
        return self.name
