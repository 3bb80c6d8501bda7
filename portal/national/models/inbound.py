"""Dossiers that the national portal filed here for a citizen."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.shared import clock


class InboundFiling(models.Model):
    """One filing by the national portal; the same key again gets the same dossier."""

    key = models.CharField(max_length=100, unique=True)
    # SHA-256 of the request: the same key with another content is refused.
    digest = models.CharField(max_length=64)
    sender = models.CharField(max_length=20)
    # Belongs to one time of sending and one body: a request that somebody overheard cannot be
    # repeated under another key.
    signature = models.CharField(max_length=71, unique=True, null=True)
    dossier = models.OneToOneField(
        "dossiers.Dossier", on_delete=models.PROTECT, related_name="national_filing"
    )
    received_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("hồ sơ nộp từ cổng quốc gia")

    def __str__(self) -> str:
        return self.key
