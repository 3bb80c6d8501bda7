"""What a clerk has asked to be filed for the client."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Filing(models.Model):
    """One button press: sign the copies, file the dossier, receive it. A dossier has at most one;
    pressing again changes it until the dossier is filed.

    The signing takes its time in a job, and so does what follows it: here stands who asked, for
    which agency, and what became of it.
    """

    dossier = models.OneToOneField(
        "dossiers.Dossier", on_delete=models.PROTECT, related_name="filing"
    )
    intake = models.ForeignKey("counter.Intake", on_delete=models.PROTECT, related_name="filings")
    clerk = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    receive_at_once = models.BooleanField(_("nộp và tiếp nhận ngay"), default=True)
    asked_at = models.DateTimeField()
    filed_at = models.DateTimeField(null=True, blank=True)
    # Why it could not be filed: the place (an answer, `paper-<key>`, `procedure`) and its words.
    problems = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.asked_at:%d/%m/%Y %H:%M}"
