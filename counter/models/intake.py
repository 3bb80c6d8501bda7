"""One client at one desk."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Intake(models.Model):
    """Lượt tiếp nhận: what a clerk does for one client, from "hello" to the slip.

    Everything of the client hangs on its key; closing it makes every one of its addresses a 404.
    A clerk has at most one open intake: that is the isolation between two clients. A suspended one
    (a restart, a client who has to fetch something) is taken up again with its resume code.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Đang làm")
        SUSPENDED = "suspended", _("Tạm dừng")
        CLOSED = "closed", _("Đã kết thúc")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Six characters that nobody misreads (no 0/O, 1/I): on the slip and on the screen.
    resume_code = models.CharField(max_length=6)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    desk = models.ForeignKey(
        "counter.Desk", null=True, blank=True, on_delete=models.PROTECT, related_name="intakes"
    )
    clerk = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ticket = models.ForeignKey(
        "counter.Ticket", null=True, blank=True, on_delete=models.PROTECT, related_name="intakes"
    )
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    citizen = models.ForeignKey(
        "accounts.Citizen", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # The dossier that is being made; a client may bring several matters, one after the other.
    dossier = models.ForeignKey(
        "dossiers.Dossier", null=True, blank=True, on_delete=models.PROTECT, related_name="intakes"
    )
    # What the clerk typed and that has no other place yet (search, half a new person), by page.
    typed = models.JSONField(default=dict)
    opened_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    # Scans, pictures and unsigned copies are kept for some days only (docs/digitising.md).
    files_deleted_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("lượt tiếp nhận")
        constraints = [
            models.UniqueConstraint(
                fields=["clerk"], condition=Q(state="open"), name="one_open_intake_of_clerk"
            ),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=~Q(state="closed"),
                name="one_intake_of_a_dossier",
            ),
            models.UniqueConstraint(
                fields=["resume_code"], condition=~Q(state="closed"), name="resume_code_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "-saved_at"],
                name="intake_suspended",
                condition=Q(state="suspended"),
            ),
            models.Index(
                fields=["saved_at"], name="intake_not_closed", condition=~Q(state="closed")
            ),
            models.Index(
                fields=["closed_at"],
                name="intake_with_files",
                condition=Q(state="closed", files_deleted_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.resume_code


class Consent(models.Model):
    """The client agrees that the clerk files in the client's account, for this intake."""

    class How(models.TextChoices):
        SCREEN = "screen", _("Đọc và đồng ý trên màn hình")
        PRINTED = "printed", _("Ký trên giấy")

    intake = models.OneToOneField(Intake, on_delete=models.PROTECT, related_name="consent")
    citizen = models.ForeignKey("accounts.Citizen", on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=7, choices=How.choices)
    # The words that were agreed to, as they stood on that day.
    text = models.TextField()
    given_at = models.DateTimeField()
    clerk = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.intake_id} {self.how}"
