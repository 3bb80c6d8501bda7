"""The queue: numbers, desks, who was called when."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _


class Desk(models.Model):
    """Bàn tiếp nhận: a place in an agency where one clerk serves one client."""

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="desks")
    number = models.PositiveSmallIntegerField(_("số bàn"))
    name = models.CharField(_("tên bàn"), max_length=60, blank=True)
    # Who sits there now; taking a desk leaves the one of before.
    clerk = models.OneToOneField(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="desk"
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["agency", "number"]
        constraints = [models.UniqueConstraint(fields=["agency", "number"], name="desk_once")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What is called and shown: its name, else "Bàn 3"."""
        return self.name or gettext("Bàn %(number)s") % {"number": self.number}


class TicketCounter(models.Model):
    """The last number of one line of one agency on one day; locked until the ticket is written."""

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    purpose = models.CharField(max_length=8)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "day", "purpose"], name="ticket_counter_once")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.purpose}: {self.last}"


class Ticket(models.Model):
    """Phiếu số thứ tự. It works for a person without an account: nothing personal is in it."""

    class Purpose(models.TextChoices):
        FILE = "file", pgettext_lazy("queue", "Nộp hồ sơ")
        COLLECT = "collect", pgettext_lazy("queue", "Nhận kết quả")
        ASK = "ask", _("Hỏi, hướng dẫn")

    class State(models.TextChoices):
        WAITING = "waiting", _("Đang chờ")
        CALLED = "called", _("Đã gọi")
        SERVING = "serving", _("Đang phục vụ")
        DONE = "done", _("Đã phục vụ")
        NO_SHOW = "no_show", _("Vắng mặt khi gọi")
        LEFT = "left", _("Đã hủy số")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    number = models.PositiveIntegerField()
    # The line it stands in now: a transfer changes it, the printed number stays.
    line = models.CharField(max_length=8, choices=Purpose.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    # A person who is to be served first (old, disabled, with a small child, merit).
    is_priority = models.BooleanField(default=False)
    by_kiosk = models.BooleanField(default=True)
    desk = models.ForeignKey(
        Desk, null=True, blank=True, on_delete=models.PROTECT, related_name="tickets"
    )
    clerk = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_at = models.DateTimeField()
    # Where the ticket stands in line; a transferred one keeps the moment it was taken.
    line_at = models.DateTimeField()
    # The first call of all: until then the person waited.
    first_called_at = models.DateTimeField(null=True, blank=True)
    called_at = models.DateTimeField(null=True, blank=True)
    calls = models.PositiveSmallIntegerField(default=0)
    served_at = models.DateTimeField(null=True, blank=True)
    # At all desks together; empty: never served, or nobody knows until when.
    served_seconds = models.PositiveIntegerField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # A transferred ticket waits for one desk alone.
    wanted_desk = models.ForeignKey(
        Desk, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "day", "purpose", "number"], name="ticket_number_once"
            ),
            # One client per desk.
            models.UniqueConstraint(
                fields=["desk"],
                condition=Q(state__in=["called", "serving"]),
                name="one_ticket_at_a_desk",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "day", "-is_priority", "line_at", "id"],
                name="ticket_waiting",
                condition=Q(state="waiting"),
            ),
            models.Index(fields=["agency", "day", "state"], name="ticket_of_day"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What is printed and called: a letter for the line and three digits, "N007"."""
        letter = {"file": "N", "collect": "T", "ask": "H"}[self.purpose]
        return f"{letter}{self.number:03d}"


class TicketEvent(models.Model):
    """What happened to a ticket, in order; for the day's figures and for questions afterwards."""

    class Event(models.TextChoices):
        TAKEN = "taken", _("Lấy số")
        CALLED = "called", _("Gọi")
        CALLED_AGAIN = "called_again", _("Gọi lại")
        SERVED = "served", _("Bắt đầu phục vụ")
        TRANSFERRED = "transferred", _("Chuyển")
        NO_SHOW = "no_show", _("Vắng mặt khi gọi")
        CAME_BACK = "came_back", _("Trở lại hàng chờ")
        ENDED = "ended", _("Kết thúc")
        LEFT = "left", _("Hủy số")
        CLOSED = "closed", _("Đóng khi hết ngày")

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="events")
    event = models.CharField(max_length=12, choices=Event.choices)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    desk = models.ForeignKey(Desk, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.event}"


class Explanation(models.Model):
    """Why a client was served for 15 minutes or more; owed before the clerk calls the next.

    A ticket that was transferred may have one of each clerk.
    """

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="explanations")
    clerk = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField()
    text = models.TextField(_("giải trình"), blank=True)
    owed_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["clerk"], condition=Q(given_at=None), name="one_owed_explanation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.minutes} min"
