"""Dossiers in the form with a session login: declared first, then told step by step."""

from collections.abc import Sequence
from uuid import UUID

from portal.national.adapters.port import Answer, EndpointError, Outgoing
from portal.national.adapters.session_transport import Said, SessionTransport
from portal.national.adapters.session_verdicts import Item, is_already_there, is_missing, verdicts
from portal.national.mapping.correctable import corrected
from portal.national.mapping.dossier_record import dossier_record
from portal.national.mapping.progress_record import progress_record

# How many steps one call carries, as live systems send them.
CHUNK = 10
# The event of a dossier's first message.
FIRST_EVENT = "file"
Answers = dict[UUID, Answer]


class SessionDossiers:
    """Sends batches; used by several threads at once."""

    def __init__(self, transport: SessionTransport) -> None:
        self._transport = transport

    def send(self, batch: Sequence[Outgoing]) -> list[Answer]:
        """Declare all dossiers, then tell their steps. Raises EndpointError.

        When a later call fails, what the earlier ones settled stands; the rest is trouble.
        """
        answers = self._declare(batch)
        waiting = [outgoing for outgoing in batch if not _reason(answers[outgoing.key])]
        for start in range(0, len(waiting), CHUNK):
            try:
                answers |= self._tell(waiting[start : start + CHUNK])
            except EndpointError as failure:
                if not start:
                    raise
                rest = [outgoing.key for outgoing in waiting[start:]]
                answers |= {key: Answer(key, trouble=str(failure)) for key in rest}
                break
        return [answers[outgoing.key] for outgoing in batch]

    def _declare(self, batch: Sequence[Outgoing]) -> Answers:
        first = [each for each in batch if each.change.event == FIRST_EVENT]
        later = [each for each in batch if each.change.event != FIRST_EVENT]
        return self._declare_as(first, updating=False) | self._declare_as(later, updating=True)

    def _declare_as(self, batch: Sequence[Outgoing], *, updating: bool) -> Answers:
        """What is there already is updated instead, what is not there yet is declared anew."""
        items = [_item(each, dossier_record(each.change)) for each in batch]
        answers = self._declared(items, updating=updating)
        is_the_other_way = is_missing if updating else is_already_there
        turned = [item for item in items if is_the_other_way(_reason(answers[item.key]))]
        for key, answer in self._declared(turned, updating=not updating).items():
            # There and not there: then the first word was about something else.
            if not (is_missing(_reason(answer)) or is_already_there(_reason(answer))):
                answers[key] = answer
        return answers

    def _declared(self, items: Sequence[Item], *, updating: bool) -> Answers:
        def ask(data: list[dict[str, object]]) -> Said:
            return self._transport.call("DongBoHoSoMC", isUpdating=updating, data=data)

        return verdicts(ask, items)

    def _tell(self, batch: Sequence[Outgoing]) -> Answers:
        """This form has no keys: a step of which the other side says that it is there, is."""

        def ask(data: list[dict[str, object]]) -> Said:
            return self._transport.call("CapNhatTienDoHoSoMC", data=data)

        answers = verdicts(ask, [_item(each, progress_record(each.change)) for each in batch])
        there = [key for key, answer in answers.items() if is_already_there(_reason(answer))]
        return answers | {key: Answer(key) for key in there}


def _item(outgoing: Outgoing, record: dict[str, object]) -> Item:
    return Item(outgoing.key, outgoing.change.code, corrected(record, outgoing.corrections))


def _reason(answer: Answer) -> str:
    """Why it is not there; empty when it is."""
    return answer.refusal or answer.trouble
