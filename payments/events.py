"""What money tells the layers above, each inside the transaction of the change.

The edges of the models' state graphs name the event that they emit; `payments.actions.steps`
makes and publishes it. `SettlementStarting` and `ReversalStarting` alone belong to no edge.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Self

from portal.shared.events import Event

if TYPE_CHECKING:
    from payments.models import CashDay, Obligation, PaymentAttempt, Refund


@dataclass(frozen=True)
class SettlementStarting(Event):
    """Before any row of payments is locked: the owner of `subject` locks its own row now.

    Everybody else locks the subject's row first and the obligation after it; without this a
    settlement would do it the other way round and could deadlock with them.
    """

    subject: str


@dataclass(frozen=True)
class ReversalStarting(Event):
    """Before any row of payments is locked: cash for `subject` is about to be taken out of the
    books again. Its owner locks its own row, and raises a Refusal when that comes too late."""

    subject: str


@dataclass(frozen=True)
class ObligationSettled(Event):
    """The obligation is paid: whatever waited for the money moves on, in this transaction."""

    obligation_id: int
    obligation_key: uuid.UUID
    subject: str
    amount_vnd: int
    settled_at: datetime
    settled_by: str

    @classmethod
    def of(cls, obligation: "Obligation") -> Self:
        """From the settled row."""
        assert obligation.settled_at is not None, "the edge was passed without its moment"
        return cls(
            obligation_id=obligation.pk,
            obligation_key=obligation.key,
            subject=obligation.subject,
            amount_vnd=obligation.amount_vnd,
            settled_at=obligation.settled_at,
            settled_by=obligation.settled_by,
        )


@dataclass(frozen=True)
class _ObligationMoved(Event):
    obligation_id: int
    subject: str

    @classmethod
    def of(cls, obligation: "Obligation") -> Self:
        """From the row after the step."""
        return cls(obligation_id=obligation.pk, subject=obligation.subject)


class ObligationCancelled(_ObligationMoved):
    """Nothing is owed any more."""


class ObligationReversed(_ObligationMoved):
    """Cash was booked by mistake: what it settled is not paid."""


@dataclass(frozen=True)
class _AttemptMoved(Event):
    attempt_id: int
    obligation_id: int

    @classmethod
    def of(cls, attempt: "PaymentAttempt") -> Self:
        """From the row after the step."""
        return cls(attempt_id=attempt.pk, obligation_id=attempt.obligation_id)


class AttemptOpened(_AttemptMoved):
    """The provider has a page for the payer."""


class AttemptSettled(_AttemptMoved):
    """Paid, and it settles the obligation."""


class AttemptKeptAsSurplus(_AttemptMoved):
    """Paid, but nothing is settled by it: it has to be given back."""


class AttemptDeclined(_AttemptMoved):
    """The bank refused."""


class AttemptCancelled(_AttemptMoved):
    """The payer turned back."""


class AttemptExpired(_AttemptMoved):
    """Nobody paid in time."""


class AttemptReversed(_AttemptMoved):
    """Cash that was booked by mistake."""


@dataclass(frozen=True)
class RefundMoved(Event):
    """Money on its way back took a step; `state` is where it is now."""

    refund_id: int
    subject: str
    state: str

    @classmethod
    def of(cls, refund: "Refund") -> Self:
        """From the row after the step."""
        return cls(
            refund_id=refund.pk,
            subject=refund.attempt.obligation.subject,
            state=str(refund.state),
        )


@dataclass(frozen=True)
class _CashDayMoved(Event):
    cash_day_id: int

    @classmethod
    def of(cls, cash_day: "CashDay") -> Self:
        """From the row after the step."""
        return cls(cash_day_id=cash_day.pk)


class CashDayClosed(_CashDayMoved):
    """The till was counted and its money handed in."""


class CashDaySignedOff(_CashDayMoved):
    """A leader has signed the closing."""
