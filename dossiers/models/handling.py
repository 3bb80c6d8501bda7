"""What staff write while they handle a dossier: supplements, notes, proposals."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dossiers.models.dossier import Dossier


class Supplement(models.Model):
    """Yêu cầu bổ sung (form 02): what is missing and why; one at a time."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="supplements")
    # "reception" or "processing": one request at each stage.
    stage = models.CharField(max_length=10)
    what = models.TextField(_("giấy tờ, nội dung cần bổ sung"))
    why = models.TextField(_("lý do"))
    requirement_keys = models.JSONField(default=list)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    supply_by = models.DateTimeField()
    supplied_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(supplied_at__isnull=True),
                name="one_open_supplement",
            )
        ]
        indexes = [
            models.Index(
                fields=["supply_by"], name="supplement_open", condition=Q(supplied_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return self.what[:60]


class Note(models.Model):
    """A note among staff; the citizen does not see it."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:60]


class Proposal(models.Model):
    """What the officer proposes to the leader, and what became of it."""

    class State(models.TextChoices):
        OPEN = "open", _("Chờ lãnh đạo quyết định")
        ACCEPTED = "accepted", _("Lãnh đạo đã quyết định")
        SENT_BACK = "sent_back", _("Lãnh đạo trả lại")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="proposals")
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=8, choices=Dossier.Outcome.choices)
    text = models.TextField(_("nội dung kết quả"))
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    leader = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    comment = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(state="open"), name="one_open_proposal"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.outcome}"
