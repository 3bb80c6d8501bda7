"""Dossiers as they were declared; what the public sees is only made by their steps."""

from django.db import models


class DeclaredDossier(models.Model):
    """The record of `DongBoHoSoMC`, waiting for the step that goes with it."""

    code = models.CharField(max_length=50, unique=True)
    record = models.JSONField()
    declared_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.code
