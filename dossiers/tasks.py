"""Jobs of the case: one line each, the work is in actions. Names stand in dossiers/jobs.py."""

from procrastinate.contrib.django import app

from dossiers import jobs
from dossiers.actions.announce import announce
from dossiers.actions.lapse import lapse_overdue_supplements
from dossiers.documents.render import render


@app.task(name=jobs.RENDER_DOCUMENT, queue=jobs.DOCUMENTS, retry=5)
def render_document(document_id: int) -> None:
    """Make a PDF."""
    render(document_id=document_id)


@app.task(name=jobs.ANNOUNCE, queue=jobs.MAIL, retry=5)
def announce_state_change(history_id: int) -> None:
    """Write the notice of a change of state."""
    announce(history_id=history_id)


@app.periodic(cron="*/10 * * * *")
@app.task(name=jobs.LAPSE, queue=jobs.DEFAULT)
def lapse_supplements(timestamp: int) -> None:
    """Stop the dossiers whose time to supplement is over."""
    lapse_overdue_supplements()
