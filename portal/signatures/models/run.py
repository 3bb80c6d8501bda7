"""Signing in the background: one PIN entry, many files, progress that can be looked at."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SigningRun(models.Model):
    """One entry of the PIN and what is signed with it.

    The PIN waits encrypted for the job and is erased when the run ends, and after five minutes in
    any case: it is in no job's arguments and in no log. What is signed is known to us by opaque
    subjects alone ("copy:<key>", "result:<key>"); who asked hears of it by events.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Chờ ký")
        RUNNING = "running", _("Đang ký")
        DONE = "done", _("Đã ký xong")
        FAILED = "failed", _("Chưa ký được")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # What the run as a whole is for ("intake:<key>"); at most one run of it is under way.
    subject = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    signing_key = models.ForeignKey(
        "signatures.SigningKey", on_delete=models.PROTECT, related_name="runs"
    )
    # Who signs; empty for a seal that the portal puts on by itself.
    signer = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=20, blank=True)
    agency = models.ForeignKey(
        "agencies.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    pin_encrypted = models.TextField(blank=True)
    # The code of what went wrong (portal/signatures/errors.py), and its words for the screen.
    error = models.CharField(max_length=30, blank=True)
    error_text = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject"],
                condition=Q(state__in=["waiting", "running"]) & ~Q(subject=""),
                name="one_run_of_a_subject",
            )
        ]
        # The last one of each is asked for.
        indexes = [
            models.Index(fields=["subject", "-id"], name="last_run_of_subject"),
            models.Index(fields=["signing_key", "-id"], name="last_run_of_key"),
        ]

    def __str__(self) -> str:
        return f"{self.subject or self.key}: {self.state}"


class SigningItem(models.Model):
    """One file of a run."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Chờ ký")
        SIGNED = "signed", _("Đã ký")
        FAILED = "failed", _("Chưa ký được")

    run = models.ForeignKey(SigningRun, on_delete=models.PROTECT, related_name="items")
    subject = models.CharField(max_length=80)
    # Both under MEDIA_ROOT; the signed file is a new one, the source stays as it is.
    source = models.CharField(max_length=200)
    signed_file = models.CharField(max_length=200, blank=True)
    signed_sha256 = models.CharField(max_length=64, blank=True)
    # How the signature looks and where (portal/signatures/marks.py).
    mark = models.JSONField(default=dict)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    # "B-T" or "B-LT": what was reached.
    level = models.CharField(max_length=6, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "subject"], name="signed_once_in_a_run")
        ]
        indexes = [
            models.Index(fields=["subject"], name="signing_of_subject"),
            models.Index(
                fields=["signed_file"], name="item_of_signed_file", condition=~Q(signed_file="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.state}"
