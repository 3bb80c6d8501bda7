"""One round of delivery: look for heads, send them in batches at the same time, write it down.

HTTP happens in threads that touch no database and while no transaction is open. If the process
dies between an answer and its row, the message is sent again under the same key.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.national import queries
from portal.national.adapters.port import Answer, EndpointError, NationalPortal, Outgoing
from portal.national.delivery import settle
from portal.national.delivery.breaker import Breaker
from portal.national.mapping.change import PayloadError, read_change
from portal.national.models import OutboxMessage
from portal.shared import clock

BATCH = 100
PARALLEL = 4
GROWTH = 4

Batch = list[tuple[OutboxMessage, Outgoing]]


@dataclass
class Round:
    """What one round did."""

    delivered: int = 0
    held_back: int = 0
    failed: int = 0

    @property
    def did_something(self) -> bool:
        """Whether another round may find more to do right away."""
        return bool(self.delivered or self.held_back)


class Deliverer:
    """Keeps the breaker and the batch size from round to round.

    After a failure one message is sent alone; each success then widens the batch again. So a down
    endpoint costs one small request per interval, and a message that breaks its batch is found.
    """

    def __init__(self, portal: NationalPortal, *, breaker: Breaker | None = None) -> None:
        self.breaker = breaker or Breaker()
        self.last_failure = ""
        self._portal = portal
        self._size = BATCH
        self._threads = ThreadPoolExecutor(PARALLEL, thread_name_prefix="national")

    def run_round(self) -> Round:
        """Send what may be sent now, once. Does nothing while the breaker is open."""
        done = Round()
        if self.breaker.seconds_left() > 0:
            return done
        limit = 1 if self._probing else self._size * PARALLEL
        ready = self._readable(queries.heads(now=clock.now(), limit=limit), done)
        batches = list(self._batches(ready))
        outcomes = list(self._threads.map(self._send, batches))
        self._adapt(outcomes)
        for batch, outcome in zip(batches, outcomes, strict=True):
            if isinstance(outcome, EndpointError):
                self._endpoint_failed(batch, outcome, done)
            else:
                self._endpoint_answered(batch, outcome, done)
        return done

    def close(self) -> None:
        """Let the threads go."""
        self._threads.shutdown(wait=True)

    @property
    def _probing(self) -> bool:
        return self._size == 1

    def _readable(self, messages: Sequence[OutboxMessage], done: Round) -> Batch:
        catalogue = queries.Catalogue(messages)
        ready: Batch = []
        for message in messages:
            try:
                change = read_change(
                    message.payload,
                    catalogue.names_for(message),
                    catalogue.enclosures_for(message),
                )
            except PayloadError as error:
                settle.hold_back(message, _("Bản tin không đọc được: %s") % error)
                done.held_back += 1
            else:
                ready.append((message, Outgoing(message.key, change)))
        return ready

    def _batches(self, ready: Batch) -> Iterator[Batch]:
        """Whatever has failed before goes alone, so that it can spoil no other."""
        fresh = [pair for pair in ready if not pair[0].attempts]
        for pair in ready:
            if pair[0].attempts:
                yield [pair]
        for start in range(0, len(fresh), self._size):
            yield fresh[start : start + self._size]

    def _adapt(self, outcomes: Sequence[list[Answer] | EndpointError]) -> None:
        """The endpoint is down when every batch of a round failed."""
        failures = [outcome for outcome in outcomes if isinstance(outcome, EndpointError)]
        if len(failures) < len(outcomes):
            self.breaker.succeeded()
            self._size = min(BATCH, self._size * GROWTH)
            self.last_failure = ""
        elif failures:
            self.breaker.failed()
            self._size = 1
            self.last_failure = str(failures[0])

    def _send(self, batch: Batch) -> list[Answer] | EndpointError:
        try:
            return self._portal.send([outgoing for _message, outgoing in batch])
        except EndpointError as failure:
            return failure

    def _endpoint_failed(self, batch: Batch, failure: EndpointError, done: Round) -> None:
        done.failed += len(batch)
        messages = [message for message, _outgoing in batch]
        if failure.may_be_the_message and len(messages) == 1:
            settle.hold_back(messages[0], str(failure))
        else:
            settle.note_failure(messages, str(failure))

    def _endpoint_answered(self, batch: Batch, answers: list[Answer], done: Round) -> None:
        refusals = {answer.key: answer.refusal for answer in answers if answer.refusal}
        accepted = [message for message, _outgoing in batch if message.key not in refusals]
        settle.delivered(accepted)
        done.delivered += len(accepted)
        for message, _outgoing in batch:
            if message.key in refusals:
                settle.hold_back(message, refusals[message.key])
                done.held_back += 1
