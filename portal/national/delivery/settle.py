"""Writing down what became of a round: rows only; nothing here leaves the process."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from portal.national.actions.cases import close_cases, open_cases
from portal.national.delivery.backoff import delay
from portal.national.delivery.plain import plain
from portal.national.delivery.verdict import Fate, Verdict
from portal.national.models import OutboxMessage, SyncCase
from portal.national.words import arrived
from portal.shared import clock

FIRST_SECONDS = 1.0
CAP_SECONDS = 60.0

Kind = SyncCase.Kind


@transaction.atomic
def settle(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Write all of a round, with the cases that it opens and closes; what was settled.

    Left out is what another process has delivered meanwhile: two that both believe to lead cost
    nothing but a message sent twice under one key.
    """
    undelivered = _locked(verdicts)
    settled = [verdict for verdict in verdicts if verdict.message.pk in undelivered]
    by_fate: defaultdict[Fate, list[Verdict]] = defaultdict(list)
    for verdict in settled:
        by_fate[verdict.fate].append(verdict)
    _delivered([verdict.message for verdict in by_fate[Fate.DELIVERED]])
    _failed(by_fate[Fate.FAILED])
    for verdict in by_fate[Fate.HELD_BACK]:
        _hold_back(verdict.message, plain(verdict.reason))
    _park(by_fate[Fate.PARKED])
    return settled


def _locked(verdicts: Sequence[Verdict]) -> set[int]:
    """Lock the rows in one order, whoever else settles them."""
    return set(
        OutboxMessage.objects.select_for_update()
        .filter(pk__in=[verdict.message.pk for verdict in verdicts], delivered_at__isnull=True)
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def _rows(messages: Iterable[OutboxMessage]) -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(pk__in=[message.pk for message in messages])


def _delivered(messages: Sequence[OutboxMessage]) -> None:
    """The other side has them; a case about one is over."""
    if not messages:
        return
    _rows(messages).update(
        delivered_at=clock.now(), attempts=F("attempts") + 1, next_try_at=None,
        failing_since=None, parked_at=None, last_error="",
    )  # fmt: skip
    mended = [message.stream for message in messages if message.attempts]
    if mended:
        for kind in (Kind.PARKED, Kind.STUCK):
            close_cases(kind=kind, subjects=mended, outcome=arrived())


def _failed(verdicts: Sequence[Verdict]) -> None:
    """The endpoint failed: nobody is held back, the breaker decides when to ask again."""
    for reason, messages in _by_reason(verdicts).items():
        _rows(messages).update(attempts=F("attempts") + 1, next_try_at=None, last_error=reason)


def _hold_back(message: OutboxMessage, reason: str) -> None:
    """It failed by itself: its stream waits, growing to a minute; there is no last try."""
    wait = delay(message.attempts + 1, first=FIRST_SECONDS, cap=CAP_SECONDS)
    now = clock.now()
    _rows([message]).update(
        attempts=F("attempts") + 1, next_try_at=now + timedelta(seconds=wait),
        failing_since=Coalesce("failing_since", now), last_error=reason,
    )  # fmt: skip


def _park(verdicts: Sequence[Verdict]) -> None:
    """It is refused for good: its stream stands still until a person has mended it."""
    for reason, messages in _by_reason(verdicts).items():
        _rows(messages).update(
            attempts=F("attempts") + 1, next_try_at=None, failing_since=None,
            parked_at=clock.now(), last_error=reason,
        )  # fmt: skip
    if verdicts:
        texts = {verdict.message.stream: plain(verdict.reason) for verdict in verdicts}
        open_cases(kind=Kind.PARKED, texts=texts)


def _by_reason(verdicts: Sequence[Verdict]) -> Mapping[str, list[OutboxMessage]]:
    groups: defaultdict[str, list[OutboxMessage]] = defaultdict(list)
    for verdict in verdicts:
        groups[plain(verdict.reason)].append(verdict.message)
    return groups
