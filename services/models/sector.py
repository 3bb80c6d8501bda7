"""Lĩnh vực."""

from django.db import models


class Sector(models.Model):
    """Lĩnh vực: the field of administration a procedure belongs to."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=120, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
