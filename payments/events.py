"""What money tells the layers above. Both are published inside the settling transaction."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from portal.shared.events import Event


@dataclass(frozen=True)
class SettlementStarting(Event):
    """Before any row of payments is locked: the owner of `subject` locks its own row now.

    Everybody else locks the subject's row first and the obligation after it; without this a
    settlement would do it the other way round and could deadlock with them.
    """

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
