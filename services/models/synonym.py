"""Từ đồng nghĩa."""

from django.db import models

from portal.shared import clock


class Synonym(models.Model):
    """What people say, and the words of the catalogue that it means (at least one meaning).

    `folded` is the saying as it is searched for. `shipped` came with the portal, `edited` says that
    an admin has changed it: a new version of the portal then leaves it alone. A shipped one that an
    admin deletes stays as `removed`, so that it does not come back.
    """

    said = models.CharField(max_length=80)
    folded = models.CharField(max_length=80, unique=True)
    meanings = models.JSONField(default=list)
    shipped = models.BooleanField(default=False)
    edited = models.BooleanField(default=False)
    removed = models.BooleanField(default=False)
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["folded"]

    def __str__(self) -> str:
        return f"{self.said} → {'; '.join(self.meanings)}"
