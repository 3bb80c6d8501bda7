"""Jobs of the reports."""

from procrastinate.contrib.django import app

from portal.reporting import jobs
from portal.reporting.actions.count_usage import count_usage


# Once a night, when nobody waits for the database (minute, hour in UTC: 02:20 in the province).
@app.periodic(cron="20 19 * * *")
@app.task(name=jobs.COUNT_USAGE, queue=jobs.CATALOGUE)
def count_usage_nightly(timestamp: int) -> None:
    """Count how procedures were used."""
    count_usage()
