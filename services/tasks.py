"""Jobs of the catalogue."""

from procrastinate.contrib.django import app

from portal.shared.retry import PATIENT
from services import jobs
from services.actions.carry_out_batch import carry_out_batch
from services.actions.end_due_consultations import end_due_consultations
from services.actions.follow_the_calendar import follow_the_calendar
from services.actions.make_export import forget_exports, make_export
from services.actions.plan_batch import plan_batch
from services.actions.search.tidy_search import tidy_search
from services.actions.tell_outcomes import tell_outcomes

CALENDAR = jobs.PUT_IN_FORCE
CONSULTATIONS = jobs.FOLLOW_CONSULTATIONS


@app.periodic(cron="* * * * *")
@app.task(name=jobs.PUT_IN_FORCE, queue=jobs.QUEUE, lock=CALENDAR, queueing_lock=CALENDAR)
def follow_calendar(timestamp: int) -> None:
    """Every minute, one at a time: what comes into force or goes out of it by now."""
    follow_the_calendar()


@app.periodic(cron="* * * * *")
@app.task(name=CONSULTATIONS, queue=jobs.QUEUE, lock=CONSULTATIONS, queueing_lock=CONSULTATIONS)
def follow_consultations(timestamp: int) -> None:
    """Every minute, one at a time: end those whose days are over, tell what was decided."""
    end_due_consultations()
    tell_outcomes()


@app.task(name=jobs.PLAN_BATCH, queue=jobs.LONG_QUEUE, retry=PATIENT)
def plan_one_batch(batch_id: int) -> None:
    """Read what a batch wants and make its preview."""
    plan_batch(batch_id=batch_id)


@app.task(name=jobs.CARRY_OUT_BATCH, queue=jobs.LONG_QUEUE, retry=PATIENT)
def carry_out_one_batch(batch_id: int) -> None:
    """Do what was approved, procedure by procedure."""
    carry_out_batch(batch_id=batch_id)


@app.task(name=jobs.MAKE_EXPORT, queue=jobs.LONG_QUEUE, retry=PATIENT)
def make_one_export(export_id: int) -> None:
    """Write the file that an admin asked for."""
    make_export(export_id=export_id)


@app.periodic(cron="23 18 * * *")
@app.task(name="services.forget_exports", queue=jobs.QUEUE, queueing_lock="services.forget_exports")
def forget_old_exports(timestamp: int) -> None:
    """Every night: files of exports that are a week old."""
    forget_exports()


@app.periodic(cron="40 18 * * *")
@app.task(name=jobs.TIDY_SEARCH, queue=jobs.LONG_QUEUE, queueing_lock=jobs.TIDY_SEARCH)
def tidy_search_tonight(timestamp: int) -> None:
    """At 01:40 of Vietnam: the index, the count of words, old searches that found nothing."""
    tidy_search()
