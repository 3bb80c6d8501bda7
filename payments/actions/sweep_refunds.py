"""Ask about every refund that is with a provider: what heals a lost answer and a lost job."""

import logging
from collections import Counter
from datetime import timedelta
from itertools import islice

from payments.actions.check_refund import check_refund
from payments.models import Refund
from payments.providers.errors import ProviderUnavailable
from payments.queries.refunds import refunds_to_ask_about
from payments.sweep_run import REFUNDS, Tally, sweep_run
from portal.shared import clock

log = logging.getLogger(__name__)

OLDER_THAN = timedelta(minutes=1)
# One sweep a minute: as many as are asked within that minute at a usual 0.1 s each. Refunds are
# rare, so they are asked about one after the other.
AT_MOST = 500
SILENCES_IN_A_ROW = 3


def sweep_refunds() -> Tally:
    """Send or look up refunds decided more than a minute ago, the longest unasked first.

    After three silences in a row a provider is taken to be down and left to the next sweep.
    """
    with sweep_run(REFUNDS) as tally:
        silences: Counter[str] = Counter()
        waiting = refunds_to_ask_about(before=clock.now() - OLDER_THAN)
        for refund in list(islice(waiting, AT_MOST)):
            if silences[refund.attempt.provider] < SILENCES_IN_A_ROW:
                _ask(refund, tally, silences)
    return tally


def _ask(refund: Refund, tally: Tally, silences: Counter[str]) -> None:
    provider = refund.attempt.provider
    try:
        tally.changed += check_refund(refund=refund).state != refund.state
    except ProviderUnavailable as silence:
        silences[provider] += 1
        tally.silent += 1
        tally.problem = f"{provider}: {silence}"
        _to_the_end_of_the_queue(refund)
    except Exception as error:
        # A mistake of ours about one refund must not keep the others waiting.
        log.exception("What the provider says of refund %s cannot be believed", refund.key)
        tally.problem = f"{refund.key}: {type(error).__name__}"
        _to_the_end_of_the_queue(refund)
    else:
        silences[provider] = 0
        tally.asked += 1


def _to_the_end_of_the_queue(refund: Refund) -> None:
    """So that one refund that always fails does not keep the others waiting."""
    Refund.objects.filter(pk=refund.pk).update(asked_at=clock.now())
