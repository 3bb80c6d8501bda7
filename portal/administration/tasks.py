"""Jobs about agencies."""

from procrastinate.contrib.django import app

from dossiers.actions.follow_closed_agencies import follow_closed_agencies
from portal.administration.actions.carry_out_changes import carry_out_changes

CARRY_OUT = "administration.carry_out"


@app.periodic(cron="*/5 * * * *")
@app.task(name=CARRY_OUT, queue="default", lock=CARRY_OUT, queueing_lock=CARRY_OUT)
def carry_out(timestamp: int) -> None:
    """Every five minutes, one at a time: planned changes whose day has come; and dossiers that
    were being started or filed at the very moment of a closing go on to the heir."""
    carry_out_changes()
    follow_closed_agencies()
