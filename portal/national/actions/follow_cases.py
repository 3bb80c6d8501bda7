"""Whether a person is needed: cases open when something fails for hours, and close by themselves
when the cause is gone. Called every minute by the delivery."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from portal.national import queries, words
from portal.national.actions.cases import close_cases, open_cases
from portal.national.actions.tell_of_cases import tell_of_cases
from portal.national.models import Endpoint, OutboxMessage, SyncCase
from portal.shared import clock

Kind = SyncCase.Kind
_SENT_BY = {
    Endpoint.Name.STATES: OutboxMessage.Kind.STATE,
    Endpoint.Name.CATALOGUE: OutboxMessage.Kind.PROCEDURE,
}


@transaction.atomic
def follow_cases() -> None:
    """Open, close, and tell the person in charge.

    What fails gets a case after NATIONAL_CASE_HOURS; when a person closes that case while the
    failing goes on, it gets another one after as many hours again.
    """
    long_ago = clock.now() - timedelta(hours=settings.NATIONAL_CASE_HOURS)
    _open(Kind.OUTAGE, _down(long_ago), long_ago)
    _open(Kind.STUCK, _stuck(long_ago), long_ago)
    _close_outages()
    _close_about_messages()
    tell_of_cases()


def _open(kind: str, texts: Mapping[str, str], long_ago: datetime) -> None:
    if not texts:
        return
    known = SyncCase.objects.filter(kind=kind, subject__in=list(texts))
    still_open = known.filter(closed_at__isnull=True)
    closed_by_hand = known.filter(closed_at__gt=long_ago, closed_by__isnull=False)
    leave = set(still_open.union(closed_by_hand).values_list("subject", flat=True))
    fresh = {subject: text for subject, text in texts.items() if subject not in leave}
    if fresh:
        open_cases(kind=kind, texts=fresh)


def _down(long_ago: datetime) -> dict[str, str]:
    """Endpoints that are down although something waits that does not fail by itself."""
    down = Endpoint.objects.filter(down_since__lte=long_ago)
    return {each.name: words.outage(each) for each in down if _is_missed(each)}


def _is_missed(endpoint: Endpoint) -> bool:
    kind = _SENT_BY.get(Endpoint.Name(endpoint.name))
    if kind is None:
        return True
    return bool(queries.heads(now=clock.now(), limit=1, kind=kind, procedures_first=False))


def _stuck(long_ago: datetime) -> dict[str, str]:
    failing = OutboxMessage.objects.filter(
        delivered_at__isnull=True, next_try_at__isnull=False, failing_since__lte=long_ago
    )
    return dict(failing.values_list("stream", "last_error"))


def _close_outages() -> None:
    down = Endpoint.objects.filter(down_since__isnull=False).values_list("name", flat=True)
    over = _open_subjects(Kind.OUTAGE) - set(down)
    if over:
        close_cases(kind=Kind.OUTAGE, subjects=over, outcome=words.answers_again())


def _close_about_messages() -> None:
    """A refused message keeps its error until it has arrived, a failing one its `failing_since`."""
    for kind in (Kind.PARKED, Kind.STUCK):
        subjects = _open_subjects(kind)
        over = subjects - _with_cause(kind, subjects)
        if over:
            close_cases(kind=kind, subjects=over, outcome=words.gone())


def _with_cause(kind: str, subjects: Collection[str]) -> set[str]:
    if not subjects:
        return set()
    messages = OutboxMessage.objects.filter(stream__in=list(subjects), delivered_at__isnull=True)
    if kind == Kind.STUCK:
        messages = messages.filter(failing_since__isnull=False)
    else:
        messages = messages.exclude(last_error="")
    return set(messages.values_list("stream", flat=True))


def _open_subjects(kind: str) -> set[str]:
    return set(
        SyncCase.objects.filter(kind=kind, closed_at__isnull=True).values_list("subject", flat=True)
    )
