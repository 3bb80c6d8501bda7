"""Money on its way back (hoàn trả)."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from payments import events
from payments.models.frozen import frozen, never_deleted
from payments.states import REFUND_OPEN
from payments.states import RefundState as S
from portal.shared.guarded_state import GuardedState

# Nobody gets back more than came in, whatever the code above believes.
WITHIN_RECEIVED = """
    IF NEW.state <> 'rejected' AND (
        SELECT COALESCE(SUM(amount_vnd), 0) FROM payments_refund
            WHERE attempt_id = NEW.attempt_id AND state <> 'rejected' AND id <> NEW.id
    ) + NEW.amount_vnd > (
        SELECT COALESCE(received_amount, 0) FROM payments_paymentattempt WHERE id = NEW.attempt_id
    ) THEN
        RAISE EXCEPTION 'attempt % has not received that much', NEW.attempt_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
"""


class Refund(GuardedState):
    """An amount of one attempt that is given back.

    `is_automatic`: the rule is clear, nobody has to approve. `idempotency_key` makes asking the
    provider again the same asking. `method` says by which way the money went, `sent_at` when the
    provider took the order, `by_hand_at` when it was left to the counter.
    """

    class Cause(models.TextChoices):
        """Why it is given back."""

        REFUSED = "refused", _("Hồ sơ không được tiếp nhận")
        WITHDRAWN = "withdrawn", _("Hồ sơ được rút trước khi tiếp nhận")
        DOUBLE_PAYMENT = "double_payment", _("Nộp trùng")
        WRONG_AMOUNT = "wrong_amount", _("Số tiền không khớp")
        OBLIGATION_CANCELLED = "obligation_cancelled", _("Khoản phải nộp đã hủy")
        ASKED = "asked", _("Theo đề nghị của cán bộ")

    class Method(models.TextChoices):
        """The way of the money."""

        PROVIDER = "provider", _("Qua đơn vị thanh toán")
        CASH = "cash", _("Tiền mặt tại quầy")
        TRANSFER = "transfer", _("Chuyển khoản")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    attempt = models.ForeignKey(
        "payments.PaymentAttempt", on_delete=models.PROTECT, related_name="refunds"
    )
    amount_vnd = models.PositiveBigIntegerField(_("số tiền"))
    cause = models.CharField(max_length=24, choices=Cause.choices)
    reason = models.CharField(_("lý do"), max_length=500, blank=True)
    is_automatic = models.BooleanField(default=False)
    state = FSMField(default=S.REQUESTED, choices=S.choices, protected=True)
    method = models.CharField(max_length=10, choices=Method.choices, default=Method.PROVIDER)
    idempotency_key = models.CharField(max_length=80, unique=True)
    provider_reference = models.CharField(max_length=255, blank=True)
    transfer_reference = models.CharField(max_length=100, blank=True)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision_reason = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    by_hand_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt"],
                condition=Q(state__in=REFUND_OPEN),
                name="refund_open_once_per_attempt",
            ),
            models.UniqueConstraint(
                fields=["provider_reference"],
                condition=~Q(provider_reference=""),
                name="refund_reference_once",
            ),
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="refund_is_positive"),
            models.CheckConstraint(
                condition=Q(state=S.DONE, done_at__isnull=False)
                | (~Q(state=S.DONE) & Q(done_at__isnull=True)),
                name="refund_done_has_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at", "requested_at"],
                condition=Q(state__in=(S.APPROVED, S.SENT)),
                name="refund_to_ask_about",
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="within_received",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=WITHIN_RECEIVED,
            ),
            frozen("key", "attempt_id", "amount_vnd", "cause", "idempotency_key", "requested_at"),
            never_deleted(),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.amount_vnd} ({self.state})"

    @property
    def is_open(self) -> bool:
        """Whether the money has not arrived yet and may still."""
        return self.state in REFUND_OPEN

    @transition("state", S.REQUESTED, S.APPROVED, custom={"emits": events.RefundMoved})
    def approve(self) -> None:
        """A leader agrees, or the rule is clear."""

    @transition("state", S.REQUESTED, S.REJECTED, custom={"emits": events.RefundMoved})
    def reject(self) -> None:
        """A leader does not agree."""

    @transition("state", S.APPROVED, S.SENT, custom={"emits": events.RefundMoved})
    def send(self) -> None:
        """The provider has taken the order; the bank still works on it."""

    @transition("state", [S.APPROVED, S.SENT], S.BY_HAND, custom={"emits": events.RefundMoved})
    def leave_to_hand(self) -> None:
        """The provider cannot or will not: it is paid by transfer or from the till."""

    @transition(
        "state", [S.APPROVED, S.SENT, S.BY_HAND], S.DONE, custom={"emits": events.RefundMoved}
    )
    def finish(self) -> None:
        """The money has gone back."""
