"""The port: what the delivery asks of any form of the national interface."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from portal.national.mapping.change import Change


@dataclass(frozen=True)
class Outgoing:
    """One message to send. The same key is taken once, however often it is sent."""

    key: UUID
    change: Change


@dataclass(frozen=True)
class Answer:
    """What the other side said to one message; `refusal` is empty when it is there."""

    key: UUID
    refusal: str = ""


class EndpointError(Exception):
    """No usable answer came, so nothing is known about any message of the batch.

    `may_be_the_message` is set when the answer could be due to what was sent (an error while
    taking it in), not only to the state of the endpoint.
    """

    def __init__(self, reason: str, *, may_be_the_message: bool = False) -> None:
        super().__init__(reason)
        self.may_be_the_message = may_be_the_message


class NationalPortal(Protocol):
    """Called from several threads at once; touches no database."""

    def send(self, batch: Sequence[Outgoing]) -> list[Answer]:
        """Send messages of different dossiers; an answer for each. Raises EndpointError."""
        ...
