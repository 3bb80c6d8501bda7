"""Mail that the portal owes somebody."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.shared import clock


class Notice(models.Model):
    """One mail to one person. `key` says what it is about, so that it is written once only."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Chờ gửi")
        SENT = "sent", _("Đã gửi")

    key = models.CharField(max_length=100, unique=True)
    # Part of the Message-ID: a mail that goes out twice after a crash is recognised as the same.
    message_key = models.UUIDField(default=uuid.uuid4, editable=False)
    to_email = models.EmailField(_("người nhận"))
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("thông báo")

    def __str__(self) -> str:
        return self.key
