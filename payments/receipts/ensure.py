"""A receipt that somebody opens is printed, or is being printed."""

from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from payments import jobs
from payments.models import Receipt
from payments.receipts.freshness import is_printed

_UNDER_WAY = ("todo", "doing")


def ensure_printed(*, receipt: Receipt) -> bool:
    """True when its PDF can be shown; else a job makes it (one, however often people look)."""
    if is_printed(receipt):
        return True
    with transaction.atomic():
        # Two people who look at once wait for each other here, and defer one job.
        Receipt.objects.select_for_update().get(pk=receipt.pk)
        if not _is_under_way(receipt):
            jobs.defer(jobs.RENDER_RECEIPT, receipt_id=receipt.pk)
    return False


def _is_under_way(receipt: Receipt) -> bool:
    return ProcrastinateJob.objects.filter(
        task_name=jobs.RENDER_RECEIPT, status__in=_UNDER_WAY, args__receipt_id=receipt.pk
    ).exists()
