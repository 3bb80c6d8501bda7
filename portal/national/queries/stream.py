"""One stream: its messages in order, what is sent of one of them, what a person mended."""

from dataclasses import dataclass

from portal.national.mapping.change import PayloadError, read_change
from portal.national.mapping.correctable import corrected
from portal.national.mapping.dossier_record import dossier_record
from portal.national.mapping.procedure_entry import read_entry
from portal.national.mapping.procedure_record import procedure_record
from portal.national.mapping.progress_record import progress_record
from portal.national.models import Correction, OutboxMessage
from portal.national.queries.outbox import Catalogue, undelivered
from portal.shared.kept_language import kept_language

PAGE = 50

Record = dict[str, object]


@dataclass(frozen=True)
class Sent:
    """The records of one message by the name of their service, or why there are none.

    Names of the procedure and the agencies are those of now, as they are when it is sent.
    """

    records: dict[str, Record]
    problem: str = ""


def messages_of(stream: str, *, after: int = 0) -> tuple[list[OutboxMessage], int | None]:
    """One page of messages in their order, behind the one numbered `after`, and the next page."""
    found = OutboxMessage.objects.filter(stream=stream, pk__gt=after).order_by("pk")
    page = list(found[: PAGE + 1])
    return page[:PAGE], page[PAGE - 1].pk if len(page) > PAGE else None


def head_of(stream: str) -> OutboxMessage | None:
    """The oldest message that is not delivered."""
    return undelivered().filter(stream=stream).first()


def message_of(stream: str, number: int) -> OutboxMessage | None:
    """That message of the stream; without such a number its head, else its last one."""
    messages = OutboxMessage.objects.filter(stream=stream)
    chosen = messages.filter(pk=number).first() if number else None
    return chosen or head_of(stream) or messages.order_by("-pk").first()


def corrections_of(stream: str) -> list[Correction]:
    """What is sent instead of our own values, by field."""
    return list(
        Correction.objects.filter(stream=stream).select_related("made_by").order_by("field")
    )


def procedure_before(message: OutboxMessage) -> str:
    """The stream of the procedure that has to go first; empty when none has to."""
    if not message.waits_for:
        return ""
    older = undelivered().filter(
        kind=OutboxMessage.Kind.PROCEDURE,
        stream=message.waits_for,
        parked_at__isnull=True,
        pk__lt=message.pk,
    )
    return message.waits_for if older.exists() else ""


def sent(message: OutboxMessage, corrections: list[Correction]) -> Sent:
    """What is sent, field by field, in Vietnamese whatever the reader's language is."""
    mended = {each.field: each.value for each in corrections}
    try:
        with kept_language():
            records = _records(message)
    except PayloadError as error:
        return Sent({}, str(error))
    return Sent({name: corrected(record, mended) for name, record in records.items()})


def _records(message: OutboxMessage) -> dict[str, Record]:
    if message.kind == OutboxMessage.Kind.PROCEDURE:
        return {"Procedure": procedure_record(read_entry(message.payload))}
    catalogue = Catalogue([message])
    change = read_change(
        message.payload, catalogue.names_for(message), catalogue.enclosures_for(message)
    )
    return {
        "DongBoHoSoMC": dossier_record(change),
        "CapNhatTienDoHoSoMC": progress_record(change),
    }
