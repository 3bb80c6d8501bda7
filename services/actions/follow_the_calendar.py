"""What was planned for a day that has come is carried out, each in a transaction of its own."""

import logging
from collections.abc import Callable

from portal.shared import clock
from services.actions.carry_out_withdrawal import carry_out_withdrawal
from services.actions.put_in_force import put_in_force
from services.models import Revision, Withdrawal

logger = logging.getLogger(__name__)


class SomeFailed(Exception):
    """Some of what was due could not be carried out; the next round tries again."""


def follow_the_calendar() -> int:
    """How many revisions came into force or went out of it. However long nobody asked, nothing is
    lost; what fails does not keep the others. Raises SomeFailed after all have been tried."""
    now = clock.now()
    begin = Revision.objects.filter(
        state=Revision.State.SCHEDULED, in_force__startswith__lte=now
    ).values_list("pk", flat=True)
    end = Withdrawal.objects.filter(
        carried_out_at=None, cancelled_at=None, effective_at__lte=now
    ).values_list("pk", flat=True)
    deeds: list[Callable[[], Revision | None]] = [
        *(_putting(pk) for pk in begin.order_by("in_force", "pk")),
        *(_withdrawing(pk) for pk in end.order_by("effective_at", "pk")),
    ]
    done = [_tried(deed) for deed in deeds]
    if None in done:
        raise SomeFailed(f"{done.count(None)} of {len(done)}")
    return sum(bool(each) for each in done)


def _putting(pk: int) -> Callable[[], Revision | None]:
    return lambda: put_in_force(revision_id=pk)


def _withdrawing(pk: int) -> Callable[[], Revision | None]:
    return lambda: carry_out_withdrawal(withdrawal_id=pk)


def _tried(deed: Callable[[], Revision | None]) -> bool | None:
    try:
        return deed() is not None
    except Exception:
        logger.exception("Chưa áp dụng được thay đổi đến ngày / a planned change failed")
        return None
