"""Ask about everything that is open: what heals a lost callback and a closed browser."""

import logging
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta

from django.db.models import F
from django.db.models.functions import Coalesce

from payments.actions.ask_provider import Answer, Question, ask, question_about
from payments.actions.check_attempt import believe
from payments.actions.open_attempt import keep_page
from payments.models import PaymentAttempt
from payments.providers import registry
from payments.providers.errors import ProviderRefused
from payments.queries import attempts_to_ask_about
from payments.sweep_run import ATTEMPTS, Tally, sweep_run
from portal.shared import clock

log = logging.getLogger(__name__)

OLDER_THAN = timedelta(minutes=1)
SECONDS = 45.0  # of the minute between two rounds
AT_ONCE = 8
BATCH = 200
SILENCES_IN_A_ROW = 3

Asked = tuple[PaymentAttempt, Future[Answer]]


def sweep_attempts(*, seconds: float = SECONDS) -> Tally:
    """Ask about attempts older than a minute, for at most so long: those whose page's time is over
    first, then the longest unasked. Nothing is expired without asking.

    Several threads wait for the provider; answers are believed one after the other, each in its own
    transaction. After three silences in a row a provider is taken to be down and left to the next
    round.
    """
    with sweep_run(ATTEMPTS) as tally:
        _Round(tally, end=time.monotonic() + seconds).run()
    return tally


class _Round:
    """One round. `silences`: how often each provider has been silent since it last spoke."""

    def __init__(self, tally: Tally, *, end: float) -> None:
        self._tally = tally
        self._end = end
        self._began = clock.now()
        self._silences: Counter[str] = Counter()

    def run(self) -> None:
        """Batch after batch, until nobody is left, the time is over or all providers are down."""
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="asking") as pool:
            while batch := self._next():
                asked = [(attempt, pool.submit(ask, _question(attempt))) for attempt in batch]
                for attempt, future in self._answers(asked):
                    self._take(attempt, future.result())
                if time.monotonic() > self._end:
                    return

    def _next(self) -> list[PaymentAttempt]:
        providers = [p.code for p in registry.online() if not self._is_down(p.code)]
        return attempts_to_ask_about(
            providers=providers,
            made_before=self._began - OLDER_THAN,
            asked_before=self._began,
            at_most=BATCH,
        )

    def _is_down(self, provider: str) -> bool:
        return self._silences[provider] >= SILENCES_IN_A_ROW

    def _answers(self, asked: list[Asked]) -> Iterator[Asked]:
        """In the order of asking; what is not needed any more is not asked."""
        for attempt, future in asked:
            is_needed = time.monotonic() < self._end and not self._is_down(attempt.provider)
            if is_needed or not (future.cancel() or self._is_down(attempt.provider)):
                yield attempt, future

    def _take(self, attempt: PaymentAttempt, answer: Answer) -> None:
        if answer.report is None and not isinstance(answer.failure, ProviderRefused):
            self._silences[attempt.provider] += 1
            self._tally.silent += 1
            self._tally.problem = f"{attempt.provider}: {answer.failure}"
            if answer.checkout:
                keep_page(attempt, answer.checkout)
            _remember_silence(attempt)
            return
        self._silences[attempt.provider] = 0
        self._tally.asked += 1
        try:
            self._tally.changed += believe(attempt, answer).state != attempt.state
        except Exception as error:
            # A mistake of ours about one attempt must not keep the others waiting.
            log.exception("What the provider says of attempt %s cannot be believed", attempt.key)
            self._tally.problem = f"{attempt.key}: {type(error).__name__}"
            _remember_silence(attempt)


def _question(attempt: PaymentAttempt) -> Question:
    return question_about(attempt, close=not (attempt.is_live and attempt.obligation.is_due))


def _remember_silence(attempt: PaymentAttempt) -> None:
    """At the end of the queue, so that one that always fails does not keep the others waiting."""
    now = clock.now()
    PaymentAttempt.objects.filter(pk=attempt.pk).update(
        asked_at=now, silent_since=Coalesce(F("silent_since"), now)
    )
