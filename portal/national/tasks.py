"""Jobs of the line to the national portal."""

from procrastinate.contrib.django import app

from portal.national.actions.compare_catalogue import compare_catalogue
from portal.national.actions.compare_dossiers import compare_dossiers
from portal.national.actions.compare_nightly import compare_nightly
from portal.national.comparison import jobs
from portal.national.models import Comparison

NIGHT_DOSSIERS, NIGHT_CATALOGUE = "national.night_dossiers", "national.night_catalogue"


@app.periodic(cron="30 19-23 * * *")
@app.task(name=NIGHT_DOSSIERS, queue="default", queueing_lock=NIGHT_DOSSIERS)
def compare_dossiers_tonight(timestamp: int) -> None:
    """From 02:30 of Vietnam, every hour of the night until it is done."""
    compare_nightly(kind=Comparison.Kind.DOSSIERS)


@app.periodic(cron="0 20-23 * * *")
@app.task(name=NIGHT_CATALOGUE, queue="default", queueing_lock=NIGHT_CATALOGUE)
def compare_catalogue_tonight(timestamp: int) -> None:
    """From 03:00 of Vietnam, every hour of the night until it is done."""
    compare_nightly(kind=Comparison.Kind.CATALOGUE)


@app.task(name=jobs.COMPARE_DOSSIERS, queue=jobs.QUEUE)
def compare_all_dossiers(comparison_id: int) -> None:
    """Compare dossiers as asked."""
    compare_dossiers(comparison_id=comparison_id)


@app.task(name=jobs.COMPARE_CATALOGUE, queue=jobs.QUEUE)
def compare_whole_catalogue(comparison_id: int) -> None:
    """Compare the catalogue."""
    compare_catalogue(comparison_id=comparison_id)
