"""Jobs of the catalogue."""

from procrastinate.contrib.django import app

from services import jobs
from services.actions.follow_the_calendar import follow_the_calendar

CALENDAR = jobs.PUT_IN_FORCE


@app.periodic(cron="* * * * *")
@app.task(name=jobs.PUT_IN_FORCE, queue=jobs.QUEUE, lock=CALENDAR, queueing_lock=CALENDAR)
def follow_calendar(timestamp: int) -> None:
    """Every minute, one at a time: what comes into force or goes out of it by now."""
    follow_the_calendar()
