"""The port to a payment provider with a hosted page: a few questions, all of them repeatable.

Methods marked "over HTTP" leave the process and therefore never run inside a transaction. They
raise ProviderUnavailable (ask again later) or ProviderRefused (asking again will not help).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
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
    provider recognises `idempotency_key`: all fields must be the same at each repetition.

    `reference` is what people call the subject (a dossier's code); `payee_code` and `payee_name`
    are the agency whose fee it is."""

    attempt_key: str
    idempotency_key: str
    subject: str
    description: str
    lines: tuple[Line, ...]
    amount_vnd: int
    payer_name: str
    payer_address: str
    payer_email: str
    reference: str
    payee_code: str
    payee_name: str
    success_url: str
    cancel_url: str
    placed_at: datetime
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


@dataclass(frozen=True)
class EventPage:
    """What happened after a position in the provider's own list, the oldest first. `position` is
    where to go on now, if `has_more`; `keep` (empty: as before) is where to begin the next time,
    which may lie before this page's end: a list can be filled a little late, and what is read twice
    is stored once."""

    notices: tuple[Notice, ...]
    position: str
    has_more: bool
    keep: str


@dataclass(frozen=True)
class RefundOrder:
    """Money to give back of one payment; as with Order, repeating it changes nothing."""

    refund_key: str
    idempotency_key: str
    payment_reference: str
    amount_vnd: int
    attempt_key: str


class RefundStanding(StrEnum):
    """How a refund stands with the provider."""

    DONE = "done"
    UNDER_WAY = "under_way"
    FAILED = "failed"


@dataclass(frozen=True)
class RefundReport:
    """What the provider says now; `problem` is its reason for a failure."""

    reference: str
    standing: RefundStanding
    amount: int
    currency: str
    problem: str = ""


@dataclass(frozen=True)
class Movement:
    """One line of the provider's own book: `kind` is "payment" or "refund", `amount_vnd` is
    positive for both, `reference` the payment's or the refund's reference, `attempt_key` and
    `refund_key` our own keys where the provider kept them (else empty)."""

    kind: str
    reference: str
    amount_vnd: int
    currency: str
    at: datetime
    attempt_key: str = ""
    refund_key: str = ""


class Provider(Protocol):
    """One online provider. Amounts under `minimum_vnd` (đồng) cannot be paid with it; without
    keys it is not configured and not offered.

    `can_refund`: it gives money back when told; without, refunds are paid by hand. `has_events`:
    it keeps a list of what happened, in which lost calls are found again.
    """

    code: str
    can_refund: bool
    has_events: bool

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

    def refund(self, order: RefundOrder) -> RefundReport:
        """Give money back, or find the refund made before with the same key. Over HTTP; only
        where `can_refund`."""

    def look_up_refund(self, reference: str) -> RefundReport:
        """Ask how a refund stands. Over HTTP; only where `can_refund`."""

    def events_after(self, position: str) -> EventPage:
        """What happened after `position` (empty: from now on, nothing older). Raises
        UnknownReference for a position that the provider has forgotten. Over HTTP; only where
        `has_events`."""

    def movements_of(self, day: date) -> Iterable[Movement]:
        """Every payment and refund that the provider booked on that day (of Vietnam), for
        reconciliation. Over HTTP, page by page."""
