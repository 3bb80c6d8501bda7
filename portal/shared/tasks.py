"""Jobs about jobs."""

from datetime import timedelta

from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from portal.shared.models import RateCount
from portal.shared.uploads.forgotten import empty_quarantine

KEEP_DONE_HOURS = 24 * 14


@app.periodic(cron="* * * * *")
@app.task(
    name="shared.retry_stalled_jobs",
    queue="default",
    queueing_lock="retry_stalled_jobs",
    pass_context=True,
)
async def retry_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Take up again what a killed worker was doing: its heartbeat has stopped."""
    for job in await context.app.job_manager.get_stalled_jobs():
        await context.app.job_manager.retry_job(job)


@app.periodic(cron="17 2 * * *")
@app.task(
    name="shared.forget_done_jobs",
    queue="default",
    queueing_lock="forget_done_jobs",
    pass_context=True,
)
async def forget_done_jobs(context: JobContext, timestamp: int) -> None:
    """Jobs that succeeded two weeks ago say nothing any more; failed ones stay."""
    await context.app.job_manager.delete_old_jobs(nb_hours=KEEP_DONE_HOURS)


@app.periodic(cron="47 * * * *")
@app.task(name="shared.forget_rate_counts", queue="default", queueing_lock="forget_rate_counts")
def forget_rate_counts(timestamp: int) -> None:
    """Counters of windows that have passed; no limit lasts longer than a day."""
    RateCount.objects.filter(started_at__lt=timezone.now() - timedelta(days=1)).delete()


@app.periodic(cron="20 19 * * *")
@app.task(name="shared.empty_quarantine", queue="default", queueing_lock="empty_quarantine")
def empty_quarantine_tonight(timestamp: int) -> None:
    """At 02:20 of Vietnam: files that a killed process left unchecked."""
    empty_quarantine()
