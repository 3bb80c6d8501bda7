"""Events of the inbox that nobody follows any more get their job again."""

from datetime import timedelta

from procrastinate.contrib.django.models import ProcrastinateJob

from payments import jobs
from payments.models import ProviderEvent
from portal.shared import clock

OLDER_THAN = timedelta(minutes=1)
AT_MOST = 500
UNDER_WAY = ("todo", "doing")


def refollow_events() -> int:
    """How many, of the oldest that wait for longer than a minute. A job that is waiting for the
    provider to come back is one already: no event has two."""
    waiting = ProviderEvent.objects.filter(
        processed_at__isnull=True, received_at__lt=clock.now() - OLDER_THAN
    )
    ids = list(waiting.order_by("received_at").values_list("pk", flat=True)[:AT_MOST])
    if not ids:
        return 0
    followed = ProcrastinateJob.objects.filter(
        task_name=jobs.FOLLOW_EVENT, status__in=UNDER_WAY, args__event_id__in=ids
    ).values_list("args__event_id", flat=True)
    alone = sorted(set(ids) - set(followed))
    for event_id in alone:
        jobs.defer(jobs.FOLLOW_EVENT, event_id=event_id)
    return len(alone)
