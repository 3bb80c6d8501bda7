"""What became of each message of a round, and of the endpoint that it went to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext as _

from portal.national.adapters.port import Answer, EndpointError
from portal.national.delivery.reading import Pair
from portal.national.models import OutboxMessage

Outcome = Sequence[Answer] | EndpointError


class Fate(Enum):
    """The other side has it; the endpoint failed; it failed by itself; it is refused for good."""

    DELIVERED = "delivered"
    FAILED = "failed"
    HELD_BACK = "held_back"
    PARKED = "parked"


@dataclass(frozen=True)
class Verdict:
    """One message and what became of it; `reason` is empty when it was delivered."""

    message: OutboxMessage
    fate: Fate
    reason: str = ""


class EndpointFate(Enum):
    """It took or refused something; nothing came of it; only what fails by itself was tried."""

    ANSWERED = "answered"
    DOWN = "down"
    UNCLEAR = "unclear"


def verdicts_of(batch: Sequence[Pair], outcome: Outcome) -> Iterator[Verdict]:
    """One for each message of the batch."""
    if isinstance(outcome, EndpointError):
        alone = outcome.may_be_the_message and len(batch) == 1
        fate = Fate.HELD_BACK if alone else Fate.FAILED
        yield from (Verdict(message, fate, str(outcome)) for message, _parcel in batch)
        return
    answers = {answer.key: answer for answer in outcome}
    for message, _parcel in batch:
        answer = answers.get(message.key)
        if answer is None:
            yield Verdict(
                message, Fate.HELD_BACK, _("Cổng quốc gia không trả lời cho bản tin này.")
            )
        elif answer.refusal:
            yield Verdict(message, Fate.PARKED, answer.refusal)
        elif answer.trouble:
            yield Verdict(message, Fate.HELD_BACK, answer.trouble)
        else:
            yield Verdict(message, Fate.DELIVERED)


def endpoint_fate(batches: Sequence[Sequence[Pair]], outcomes: Sequence[Outcome]) -> EndpointFate:
    """Down when every batch of a round brought nothing, unless all that was tried fails by
    itself."""
    tried = list(zip(batches, outcomes, strict=True))
    if any(_took_or_refused(outcome) for _batch, outcome in tried):
        return EndpointFate.ANSWERED
    if all(_may_be_the_message(batch, outcome) for batch, outcome in tried):
        return EndpointFate.UNCLEAR
    return EndpointFate.DOWN


def _took_or_refused(outcome: Outcome) -> bool:
    if isinstance(outcome, EndpointError):
        return False
    return any(not answer.trouble for answer in outcome)


def _may_be_the_message(batch: Sequence[Pair], outcome: Outcome) -> bool:
    """Whether this says nothing about the endpoint: an answer, or again an error of a message
    that has failed alone before."""
    if not isinstance(outcome, EndpointError):
        return True
    known = all(message.failing_since for message, _parcel in batch)
    return outcome.may_be_the_message and known
