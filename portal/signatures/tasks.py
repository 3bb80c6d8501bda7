"""Jobs of signatures: one line each, the work is in actions.

pyHanko is imported with the first signature: a worker that sees none stays small.
"""

from procrastinate.contrib.django import app

from portal.shared.retry import PATIENT
from portal.signatures import jobs
from portal.signatures.actions.delete_orphans import delete_orphans
from portal.signatures.actions.erase_pins import erase_pins
from portal.signatures.actions.forget_checks import forget_checks


@app.task(name=jobs.SIGN_RUN, queue=jobs.QUEUE, retry=PATIENT)
def sign(run_id: int) -> None:
    """Sign what is left of a run; a worker killed in the middle is followed by another."""
    from portal.signatures.actions.sign_run import sign_run

    sign_run(run_id=run_id)


@app.periodic(cron="* * * * *")
@app.task(name="signatures.erase_pins", queue="default", queueing_lock="signatures.erase_pins")
def erase_old_pins(timestamp: int) -> None:
    """Every minute: no PIN waits longer than five minutes."""
    erase_pins()


@app.task(name=jobs.CHECK_FILE, queue=jobs.VERIFY)
def check_file(check_id: int) -> None:
    """Check the signatures of a file that somebody dropped on /verify/."""
    from portal.signatures.actions.run_check import run_check

    run_check(check_id=check_id)


@app.periodic(cron="*/10 * * * *")
@app.task(
    name="signatures.forget_checks", queue="default", queueing_lock="signatures.forget_checks"
)
def forget_old_checks(timestamp: int) -> None:
    """Every ten minutes: what was asked more than an hour ago is forgotten."""
    forget_checks()


@app.periodic(cron="10 19 * * *")
@app.task(
    name="signatures.delete_orphans", queue=jobs.CHECKS, queueing_lock="signatures.delete_orphans"
)
def delete_orphans_tonight(timestamp: int) -> None:
    """At 02:10 of Vietnam: signed files that a killed worker left behind."""
    delete_orphans()
