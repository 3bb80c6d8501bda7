"""What somebody owes for something (nghĩa vụ tài chính)."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from payments.states import ObligationState as S
from portal.shared.guarded_state import GuardedState


class Obligation(GuardedState):
    """An amount due for a subject. The subject is an opaque reference (`dossier:<id>`).

    Lines and amount are frozen when the obligation is opened. `payer` is the citizen who may pay
    it on his own pages; without one it can only be settled at the counter.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subject = models.CharField(max_length=80)
    payer = models.ForeignKey(
        "accounts.Citizen", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    payer_name = models.CharField(_("người nộp"), max_length=200)
    payer_email = models.EmailField(_("thư điện tử"), blank=True)
    description = models.CharField(_("nội dung"), max_length=300, blank=True)
    lines = models.JSONField(_("các khoản"))
    amount_vnd = models.PositiveBigIntegerField(_("số tiền"))
    state = FSMField(default=S.DUE, choices=S.choices, protected=True)
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=20, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], condition=Q(state=S.DUE), name="obligation_due_once_per_subject"
            ),
            models.CheckConstraint(
                condition=Q(amount_vnd__gt=0), name="obligation_amount_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(state=S.SETTLED, settled_at__isnull=False)
                | (~Q(state=S.SETTLED) & Q(settled_at__isnull=True)),
                name="obligation_settled_has_moment",
            ),
        ]
        indexes = [models.Index(fields=["subject"], name="obligation_subject")]

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

    @transition("state", source=S.DUE, target=S.SETTLED)
    def settle(self) -> None:
        """The provider (or the till) has the money."""

    @transition("state", source=S.DUE, target=S.CANCELLED)
    def cancel(self) -> None:
        """Nothing is owed any more."""
