"""Jobs of the case: one line each, the work is in actions.

The actions are imported where the job runs: they import this module to defer jobs.
"""

from procrastinate.contrib.django import app


@app.task(name="dossiers.render_document", queue="documents", retry=5)
def render_document(document_id: int) -> None:
    """Make a PDF."""
    from dossiers.documents.render import render

    render(document_id=document_id)


@app.task(name="dossiers.announce_state_change", queue="mail", retry=5)
def announce_state_change(history_id: int) -> None:
    """Write the notice of a change of state."""
    from dossiers.actions.announce import announce

    announce(history_id=history_id)


@app.periodic(cron="*/10 * * * *")
@app.task(name="dossiers.lapse_overdue_supplements", queue="default", pass_context=False)
def lapse_overdue_supplements(timestamp: int) -> None:
    """Stop the dossiers whose time to supplement is over."""
    from dossiers.actions.lapse import lapse_overdue_supplements as lapse

    lapse()
