"""A clerk's till for one day (sổ quỹ tiền mặt trong ngày)."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from payments import events
from payments.models.frozen import frozen, never_deleted
from payments.states import CashDayState as S
from portal.shared.guarded_state import GuardedState

# The float is not in the books (it belongs to the till, not to the fees): what the books hold of a
# day that is closed has been handed in, to the last đồng.
EMPTY_WHEN_CLOSED = """
    IF (SELECT COALESCE(SUM(amount_vnd), 0) FROM payments_ledgerentry
            WHERE cash_day_id = NEW.id AND account = 'till') <> 0 THEN
        RAISE EXCEPTION 'cash day %: closed with money in the till', NEW.key
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
"""


class CashDay(GuardedState):
    """Opened with a float, closed by counting, signed off by a leader; then immutable.

    All amounts in đồng. `expected_vnd` is float and takings by the books, `counted_vnd` what lay
    in the till; `difference_vnd` is counted less expected, and needs a reason.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    clerk = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    day = models.DateField(_("ngày"))
    state = FSMField(default=S.OPEN, choices=S.choices, protected=True)
    opened_at = models.DateTimeField()
    float_vnd = models.PositiveBigIntegerField(_("tiền đầu ngày"), default=0)
    closed_at = models.DateTimeField(null=True, blank=True)
    expected_vnd = models.BigIntegerField(_("tiền theo sổ"), null=True, blank=True)
    counted_vnd = models.PositiveBigIntegerField(_("tiền kiểm đếm"), null=True, blank=True)
    difference_vnd = models.BigIntegerField(_("chênh lệch"), null=True, blank=True)
    difference_reason = models.CharField(max_length=500, blank=True)
    signed_off_at = models.DateTimeField(null=True, blank=True)
    signed_off_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clerk", "agency", "day"], name="cash_day_once"),
            models.UniqueConstraint(
                fields=["clerk", "agency"], condition=Q(state=S.OPEN), name="cash_day_open_once"
            ),
            models.CheckConstraint(
                condition=Q(state=S.OPEN)
                | Q(difference_vnd=F("counted_vnd") - F("expected_vnd"), closed_at__isnull=False),
                name="cash_day_closed_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(state=S.OPEN) | Q(difference_vnd=0) | ~Q(difference_reason=""),
                name="cash_day_difference_has_reason",
            ),
        ]
        triggers = [
            frozen("key", "agency_id", "clerk_id", "day", "opened_at", "float_vnd"),
            frozen(
                "closed_at",
                "expected_vnd",
                "counted_vnd",
                "difference_vnd",
                "difference_reason",
                when="OLD.state <> 'open'",
                name="closed_is_frozen",
            ),
            pgtrigger.Protect(
                name="signed_off_is_frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.state = 'signed_off'"),
            ),
            pgtrigger.Trigger(
                name="empty_when_closed",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition("OLD.state = 'open' AND NEW.state <> 'open'"),
                func=EMPTY_WHEN_CLOSED,
            ),
            never_deleted(),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.clerk_id} {self.day} ({self.state})"

    @transition("state", S.OPEN, S.CLOSED, custom={"emits": events.CashDayClosed})
    def close(self) -> None:
        """The till was counted."""

    @transition("state", S.CLOSED, S.SIGNED_OFF, custom={"emits": events.CashDaySignedOff})
    def sign_off(self) -> None:
        """A leader has seen and signed it."""
