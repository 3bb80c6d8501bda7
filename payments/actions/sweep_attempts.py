"""Ask about everything that is open: what heals a lost callback and a closed browser."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from payments.actions.check_attempt import check_attempt
from payments.models import PaymentAttempt
from payments.providers.errors import ProviderUnavailable
from payments.queries import attempts_to_ask_about
from portal.shared import clock

OLDER_THAN = timedelta(minutes=1)
# One sweep a minute: as many as are asked within that minute at a usual 0.1 s each.
AT_MOST = 500
SILENCES_IN_A_ROW = 3


@dataclass(frozen=True)
class Swept:
    """What a sweep did."""

    asked: int
    closed: int
    silent: int


def sweep_attempts() -> Swept:
    """Check live attempts older than a minute, the longest unasked first. After three silences in
    a row the provider is taken to be down and left to the next sweep."""
    asked = closed = silent = in_a_row = 0
    before = clock.now() - OLDER_THAN
    for attempt in list(islice(attempts_to_ask_about(before=before), AT_MOST)):
        try:
            closed += not check_attempt(attempt=attempt).is_live
            asked += 1
            in_a_row = 0
        except ProviderUnavailable:
            _to_the_end_of_the_queue(attempt)
            silent += 1
            in_a_row += 1
            if in_a_row == SILENCES_IN_A_ROW:
                break
    return Swept(asked=asked, closed=closed, silent=silent)


def _to_the_end_of_the_queue(attempt: PaymentAttempt) -> None:
    """So that one attempt that always fails does not keep the others waiting."""
    PaymentAttempt.objects.filter(pk=attempt.pk).update(asked_at=clock.now())
