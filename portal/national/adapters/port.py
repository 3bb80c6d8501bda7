"""The port: what is asked of any form of the national interface."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from uuid import UUID

from portal.national.mapping.change import Change
from portal.national.mapping.procedure_entry import ProcedureEntry


@dataclass(frozen=True)
class Outgoing:
    """One change of a dossier to send. The same key is taken once, however often it is sent."""

    key: UUID
    change: Change
    # What a person mended of the records (see mapping.correctable): sent instead of ours.
    corrections: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class OutgoingProcedure:
    """One change of the catalogue to send. The same key is taken once."""

    key: UUID
    entry: ProcedureEntry
    corrections: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What the other side said to one message; both texts are empty when it is there.

    `refusal`: it will not take this message, however often it is sent. `trouble`: it did not take
    it now.
    """

    key: UUID
    refusal: str = ""
    trouble: str = ""


@dataclass(frozen=True)
class DaySummary:
    """The dossiers of one day (the YYMMDD of their codes) as the other side has them.

    `digest`: the sum, modulo 2^60, of the first 15 hexadecimal digits of
    MD5("<code>:<last status>:<number of states>") of each dossier.
    """

    day: date
    dossiers: int
    states: int
    digest: int


@dataclass(frozen=True)
class TheirDossier:
    """A dossier as the other side has it."""

    code: str
    status: int
    states: int


@dataclass(frozen=True)
class TheirProcedure:
    """A procedure as the other side has it."""

    code: str
    name: str
    level: int
    in_force: bool


class EndpointError(Exception):
    """No usable answer came, so nothing is known about any message of the batch.

    `may_be_the_message` is set when the answer could be due to what was sent (an error while
    taking it in), not only to the state of the endpoint.
    """

    def __init__(self, reason: str, *, may_be_the_message: bool = False) -> None:
        super().__init__(reason)
        self.may_be_the_message = may_be_the_message


class NotOfferedError(EndpointError):
    """This form of the interface has no such call."""


class NationalPortal(Protocol):
    """Called from several threads at once; touches no database. All raise EndpointError."""

    # Whether it takes the catalogue: dossiers wait for their procedure only where it does.
    offers_catalogue: bool

    def send(self, batch: Sequence[Outgoing]) -> list[Answer]:
        """Send changes of different dossiers; an answer for each."""
        ...

    def send_procedures(self, batch: Sequence[OutgoingProcedure]) -> list[Answer]:
        """Send changes of different procedures; an answer for each."""
        ...

    def days(self, *, since: date | None) -> Iterator[DaySummary]:
        """Our dossiers there, day by day, the oldest first. Raises NotOfferedError."""
        ...

    def dossiers_of(self, day: date) -> Iterator[TheirDossier]:
        """Our dossiers of that day there, by code. Raises NotOfferedError."""
        ...

    def keys_of(self, code: str) -> list[str] | None:
        """The keys of the messages taken in of a dossier, in order; None when it is unknown there.

        A form without keys gives `<status>@<yyyyMMddHHmmss>` instead.
        """
        ...

    def procedures(self) -> Iterator[TheirProcedure]:
        """Our procedures in the national catalogue, by code."""
        ...
