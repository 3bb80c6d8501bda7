"""Every night the two sides are compared, as soon as the other side answers."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction

from portal.national.actions.start_comparison import start_comparison
from portal.national.comparison import jobs
from portal.national.models import Comparison
from portal.shared import clock

# Dossiers whose code is not older; in the night to Sunday all of them.
DAYS = 35
SUNDAY = 7


@transaction.atomic
def compare_nightly(*, kind: str) -> Comparison | None:
    """Set tonight's comparison of this kind off; None when it is done, or there is no other side.

    Called every hour of the night: what failed is tried again, what is going on is left alone.
    """
    if not settings.NATIONAL_PORTAL_URL or _is_done(kind):
        return None
    comparison, is_new = start_comparison(kind=kind, since=_since())
    if is_new:
        jobs.defer(comparison)
    return comparison


def _is_done(kind: str) -> bool:
    midnight = datetime.combine(clock.today(), time(), clock.PROVINCE_TIME)
    return Comparison.objects.filter(
        kind=kind,
        state=Comparison.State.DONE,
        asked_by__isnull=True,
        asked_at__gte=midnight,
    ).exists()


def _since() -> date | None:
    today = clock.today()
    return None if today.isoweekday() == SUNDAY else today - timedelta(days=DAYS)
