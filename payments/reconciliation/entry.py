"""One movement as our own books know it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Entry:
    """`amount_vnd` (đồng, positive for payments and refunds) is empty when the attempt or refund
    exists and nothing is booked for it. `since` is when it was opened: no provider can have booked
    it earlier. `at` is when we booked it. `key` is our own key, which providers give back."""

    kind: str
    reference: str
    key: str
    amount_vnd: int | None
    since: datetime
    at: datetime | None
    attempt_id: int
    refund_id: int | None
    agency_id: int

    @property
    def is_booked(self) -> bool:
        """Whether money stands in our books for it."""
        return self.amount_vnd is not None

    @property
    def name(self) -> str:
        """The provider's reference, or our own name for what has none yet."""
        return self.reference or f"{self.kind}:{self.key}"

    @property
    def found_by(self) -> tuple[str, str]:
        """What it is looked for by in a provider's list."""
        if self.reference:
            return self.kind, self.reference
        return f"{self.kind}-key", self.key
