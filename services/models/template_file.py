"""Mẫu giấy tờ."""

import uuid

import pgtrigger
from django.db import models

from portal.shared import clock


class TemplateFile(models.Model):
    """An empty form that people download, fill in and attach as a paper; never changed, so that
    an old revision keeps the one it asked for."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="templates/%Y/%m", max_length=200)
    uploaded_at = models.DateTimeField(default=clock.now)

    class Meta:
        triggers = [pgtrigger.Protect(name="unchanging", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return self.name
