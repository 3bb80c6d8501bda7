"""Outbox rows without dossiers behind them, and a portal that answers as a test says."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from portal.national.adapters.port import Answer, Outgoing, OutgoingProcedure
from portal.national.models import OutboxMessage, procedure_stream

Kind = OutboxMessage.Kind
MOMENT = datetime(2022, 3, 22, 7, 3, 10, tzinfo=UTC)


def message(stream: str, **fields: Any) -> OutboxMessage:
    """A row as it is; by default a state that has just happened."""
    return OutboxMessage.objects.create(
        **{"stream": stream, "payload": {}, "created_at": MOMENT} | fields
    )


def about_procedure(number: int, **fields: Any) -> OutboxMessage:
    """A change of the catalogue."""
    entry = {
        "code": f"2.{number:06d}",
        "local_code": "",
        "name": "Cấp Phiếu lý lịch tư pháp",
        "sector_code": "G15-TP01",
        "sector_name": "Lý lịch tư pháp",
        "level": 4,
        "revision": 1,
        "agency": "Sở Tư pháp",
        "in_force": True,
        "at": MOMENT.isoformat(),
    }
    return message(
        procedure_stream(number),
        **{"kind": Kind.PROCEDURE, "payload": {"procedure": entry}} | fields,
    )


class ScriptedPortal:
    """What the port says, without a network: each call is remembered and answered by `answer`
    (`answer_procedures`), which may raise."""

    offers_catalogue = True

    def __init__(self) -> None:
        self.sent: list[list[Outgoing]] = []
        self.procedures_sent: list[list[OutgoingProcedure]] = []
        self.answer: Callable[[Outgoing], Answer] = lambda outgoing: Answer(outgoing.key)
        self.answer_procedure: Callable[[OutgoingProcedure], Answer] = lambda outgoing: Answer(
            outgoing.key
        )

    def send(self, batch: Sequence[Outgoing]) -> list[Answer]:
        self.sent.append(list(batch))
        return [self.answer(outgoing) for outgoing in batch]

    def send_procedures(self, batch: Sequence[OutgoingProcedure]) -> list[Answer]:
        self.procedures_sent.append(list(batch))
        return [self.answer_procedure(outgoing) for outgoing in batch]

    @property
    def codes(self) -> list[str]:
        """The dossiers that were sent, in order."""
        return [outgoing.change.code for batch in self.sent for outgoing in batch]


def raising(error: Exception) -> Callable[[object], Answer]:
    """An answer that is an error."""

    def answer(_outgoing: object) -> Answer:
        raise error

    return answer


def refusing(codes: Mapping[str, str]) -> Callable[[Outgoing], Answer]:
    """Refuses these dossiers for these reasons."""
    return lambda outgoing: Answer(outgoing.key, refusal=codes.get(outgoing.change.code, ""))
