"""What somebody owes for something (nghĩa vụ tài chính)."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from payments import events
from payments.models.frozen import frozen, never_deleted
from payments.states import ObligationState as S
from portal.shared.guarded_state import GuardedState

WAS_SETTLED = (S.SETTLED, S.REVERSED)


class Obligation(GuardedState):
    """An amount due for a subject. The subject is an opaque reference (`dossier:<id>`).

    Who owes what to whom is frozen when the obligation is opened. `payer` is the citizen who may
    pay it on his own pages; without one it can only be settled at the counter. `reference` is what
    people call the subject (the dossier's code). `agency` is the one whose fee it is, `counter`
    the one whose tills may take it in cash.
    """

    class Due(models.TextChoices):
        """When it has to be paid."""

        FILING = "filing", _("Khi nộp hồ sơ")
        LATER = "later", _("Khi có thông báo")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subject = models.CharField(max_length=80)
    payer = models.ForeignKey(
        "accounts.Citizen", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    payer_name = models.CharField(_("người nộp"), max_length=200)
    payer_email = models.EmailField(_("thư điện tử"), blank=True)
    payer_address = models.CharField(_("địa chỉ"), max_length=300, blank=True)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    counter = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(_("mã hồ sơ"), max_length=60, blank=True)
    due = models.CharField(max_length=8, choices=Due.choices, default=Due.FILING)
    description = models.CharField(_("nội dung"), max_length=300, blank=True)
    lines = models.JSONField(_("các khoản"))
    amount_vnd = models.PositiveBigIntegerField(_("số tiền"))
    state = FSMField(default=S.DUE, choices=S.choices, protected=True)
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=20, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=200, blank=True)
    reversed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], condition=Q(state=S.DUE), name="obligation_due_once_per_subject"
            ),
            models.CheckConstraint(
                condition=Q(amount_vnd__gt=0), name="obligation_amount_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(state__in=WAS_SETTLED, settled_at__isnull=False)
                | (~Q(state__in=WAS_SETTLED) & Q(settled_at__isnull=True)),
                name="obligation_settled_has_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["subject"], name="obligation_subject"),
            models.Index(fields=["reference"], name="obligation_reference"),
        ]
        triggers = [
            frozen(
                "key",
                "subject",
                "payer_id",
                "payer_name",
                "payer_address",
                "agency_id",
                "counter_id",
                "reference",
                "due",
                "lines",
                "amount_vnd",
                "opened_at",
            ),
            never_deleted(),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.amount_vnd} ({self.state})"

    @property
    def is_due(self) -> bool:
        """Whether it still waits for money."""
        return self.state == S.DUE

    @property
    def is_settled(self) -> bool:
        """Whether it has been paid."""
        return self.state == S.SETTLED

    @transition(
        "state",
        source=S.DUE,
        target=S.SETTLED,
        custom={"emits": events.ObligationSettled},
    )
    def settle(self) -> None:
        """The provider (or the till) has the money."""

    @transition(
        "state",
        source=S.DUE,
        target=S.CANCELLED,
        custom={"emits": events.ObligationCancelled},
    )
    def cancel(self) -> None:
        """Nothing is owed any more."""

    @transition(
        "state",
        source=S.SETTLED,
        target=S.REVERSED,
        custom={"emits": events.ObligationReversed},
    )
    def reverse(self) -> None:
        """The cash was booked by mistake; what is owed is opened anew."""
