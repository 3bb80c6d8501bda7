"""The port to a payment provider with a hosted page: five questions, all of them repeatable.

Methods marked "over HTTP" leave the process and therefore never run inside a transaction. They
raise ProviderUnavailable (ask again later) or ProviderRefused (asking again will not help).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol


@dataclass(frozen=True)
class Line:
    """One line on the provider's page."""

    name: str
    amount_vnd: int


@dataclass(frozen=True)
class Order:
    """What a hosted page is asked for. The same order always gives the same page, for the
    provider recognises `idempotency_key`: all fields must be the same at each repetition."""

    attempt_key: str
    idempotency_key: str
    subject: str
    description: str
    lines: tuple[Line, ...]
    amount_vnd: int
    payer_email: str
    success_url: str
    cancel_url: str
    expires_at: datetime


@dataclass(frozen=True)
class Checkout:
    """The page the provider made."""

    reference: str
    redirect_url: str


class Standing(StrEnum):
    """How a payment stands with the provider."""

    PAID = "paid"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class Report:
    """What the provider says now. `amount` is in the currency's smallest unit; `declined`: the
    bank refused at least once and nothing was paid since; `attempt_key`: whose page it is."""

    reference: str
    attempt_key: str
    standing: Standing
    declined: bool
    amount: int
    currency: str
    payment_reference: str = ""


@dataclass(frozen=True)
class Notice:
    """A signed call of the provider. `reference` is empty when it is about something else."""

    event_id: str
    kind: str
    reference: str
    attempt_key: str
    payload: dict[str, Any]


class Provider(Protocol):
    """One online provider. Amounts under `minimum_vnd` (đồng) cannot be paid with it; without
    keys it is not configured and not offered."""

    code: str

    @property
    def label(self) -> str:
        """Its name on the screen."""

    @property
    def minimum_vnd(self) -> int:
        """The least it takes."""

    @property
    def is_configured(self) -> bool:
        """Whether this installation has what it needs to use it."""

    def open_checkout(self, order: Order) -> Checkout:
        """Make the page, or find the one made before with the same key. Over HTTP."""

    def look_up(self, reference: str) -> Report:
        """Ask how it stands. Over HTTP."""

    def close(self, reference: str) -> Report:
        """Close the page so that nobody can pay any more, and say how it stands then. A page that
        was paid in the meantime stays paid. Over HTTP."""

    def read_notice(self, body: bytes, headers: Mapping[str, str]) -> Notice:
        """Check the signature and read the call. Raises BadSignature, BadNotice."""
