"""Ask about every refund that is with a provider: what heals a lost answer and a lost job."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from payments.actions.check_refund import check_refund
from payments.models import Refund, SweepRun
from payments.providers.errors import ProviderUnavailable
from payments.queries.refunds import refunds_to_ask_about
from payments.states import RefundState
from portal.shared import clock

NAME = "refunds"
OLDER_THAN = timedelta(minutes=1)
# One sweep a minute: as many as are asked within that minute at a usual 0.1 s each.
AT_MOST = 500
SILENCES_IN_A_ROW = 3
_WAITING = (RefundState.APPROVED, RefundState.SENT)


@dataclass(frozen=True)
class SweptRefunds:
    """What a sweep did: `moved` are those that the provider has no more to do with."""

    asked: int
    moved: int
    silent: int


def sweep_refunds() -> SweptRefunds:
    """Send or look up refunds older than a minute, the longest unasked first, and leave the
    heartbeat. After three silences in a row the provider is left to the next sweep."""
    started_at = clock.now()
    swept = _sweep()
    SweepRun.objects.update_or_create(
        name=NAME,
        defaults={
            "started_at": started_at,
            "finished_at": clock.now(),
            "asked": swept.asked,
            "changed": swept.moved,
            "silent": swept.silent,
        },
    )
    return swept


def _sweep() -> SweptRefunds:
    asked = moved = silent = in_a_row = 0
    for refund in list(islice(refunds_to_ask_about(before=clock.now() - OLDER_THAN), AT_MOST)):
        try:
            moved += check_refund(refund=refund).state not in _WAITING
            asked += 1
            in_a_row = 0
        except ProviderUnavailable:
            _to_the_end_of_the_queue(refund)
            silent += 1
            in_a_row += 1
            if in_a_row == SILENCES_IN_A_ROW:
                break
    return SweptRefunds(asked=asked, moved=moved, silent=silent)


def _to_the_end_of_the_queue(refund: Refund) -> None:
    """So that one refund that always fails does not keep the others waiting."""
    Refund.objects.filter(pk=refund.pk).update(asked_at=clock.now())
