"""Jobs of the case: one line each, the work is in actions. Names stand in dossiers/jobs.py."""

from procrastinate.contrib.django import app

from dossiers import jobs
from dossiers.actions.announce import announce
from dossiers.actions.announce_refund import announce_refund
from dossiers.actions.lapse import lapse_overdue_supplements
from dossiers.actions.seal_results import seal_waiting
from dossiers.actions.sign_when_printed import forget_old_pins
from dossiers.attachments.rendition import make_rendition
from dossiers.documents.render import render
from portal.shared.retry import PATIENT
from portal.shared.uploads.store import delete_all


@app.task(name=jobs.RENDER_DOCUMENT, queue=jobs.DOCUMENTS, retry=PATIENT)
def render_document(document_id: int) -> None:
    """Make a PDF."""
    render(document_id=document_id)


@app.task(name=jobs.ANNOUNCE, queue=jobs.MAIL, retry=PATIENT)
def announce_state_change(history_id: int) -> None:
    """Write the notice of a change of state."""
    announce(history_id=history_id)


@app.task(name=jobs.ANNOUNCE_REFUND, queue=jobs.MAIL, retry=PATIENT)
def announce_money_on_its_way_back(refund_id: int, dossier_id: int, state: str) -> None:
    """Write the notice of a refund's step."""
    announce_refund(refund_id=refund_id, dossier_id=dossier_id, state=state)


@app.task(name=jobs.MAKE_RENDITION, queue=jobs.DOCUMENTS, retry=PATIENT)
def make_rendition_of(attachment_id: int) -> None:
    """Make an upright PDF of a photo."""
    make_rendition(attachment_id=attachment_id)


@app.task(name=jobs.CHECK_SIGNATURES, queue=jobs.CHECKS, retry=PATIENT)
def check_signatures_of(attachment_id: int) -> None:
    """Find out what the signatures of a file are worth."""
    # pyHanko comes with the first signature: a worker that sees none stays small.
    from dossiers.actions.check_signatures import check_signatures

    check_signatures(attachment_id=attachment_id)


@app.task(name=jobs.DELETE_FILES, queue=jobs.DEFAULT, retry=5)
def delete_files(places: list[str]) -> None:
    """Delete files that no row names any more."""
    delete_all(places)


@app.periodic(cron="*/10 * * * *")
@app.task(name=jobs.LAPSE, queue=jobs.DEFAULT)
def lapse_supplements(timestamp: int) -> None:
    """Stop the dossiers whose time to supplement is over."""
    lapse_overdue_supplements()


@app.periodic(cron="*/5 * * * *")
@app.task(name=jobs.SEAL_WAITING, queue=jobs.DEFAULT)
def seal_waiting_results(timestamp: int) -> None:
    """Try the seals again that could not be put on (the timestamp service was down, …)."""
    seal_waiting()


@app.periodic(cron="* * * * *")
@app.task(name=jobs.FORGET_PINS, queue=jobs.DEFAULT)
def forget_pins_of_decisions(timestamp: int) -> None:
    """No PIN outlives its five minutes."""
    forget_old_pins()
