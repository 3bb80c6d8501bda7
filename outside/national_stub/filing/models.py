"""What was filed into the province from here."""

from django.conf import settings
from django.db import models


class Filing(models.Model):
    """One dossier of a person. `body` is sent byte for byte, with the same key, until the province
    answers; what it answers is final when it took it (`code`) or refused it (`refusal`)."""

    key = models.CharField(max_length=100, unique=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="filings"
    )
    procedure = models.CharField(max_length=60)
    body = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)
    tries = models.PositiveIntegerField(default=0)
    # The last answer: its HTTP status, and what it said; 0 when there was none.
    status = models.PositiveSmallIntegerField(default=0)
    answer = models.JSONField(default=dict)
    trouble = models.TextField(blank=True)
    code = models.CharField(max_length=50, blank=True)
    refusal = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.key

    @property
    def is_open(self) -> bool:
        """Neither taken nor refused yet: it may be sent again."""
        return not self.code and not self.refusal

    @property
    def procedure_name(self) -> str:
        """As the province named it, else the code."""
        named = self.answer.get("procedure")
        return str(named["name"]) if isinstance(named, dict) and "name" in named else self.procedure

    @property
    def page(self) -> str:
        """Where the person reads and pays, at the province; empty when it named no page."""
        address = str(self.answer.get("url", ""))
        return address if address.startswith(("http://", "https://")) else ""
