"""Jobs of the counter: one line each, the work is in actions. Names stand in counter/jobs.py.

OpenCV and what paints PDFs work in a process of their own (counter/digitising/painting.py).
"""

from procrastinate.contrib.django import app

from counter import jobs
from counter.actions.close_forgotten import close_forgotten
from counter.actions.delete_orphans import delete_orphans
from counter.actions.delete_working_files import delete_working_files
from counter.actions.file_for_client import file_for_client
from counter.actions.receive_for_client import receive_for_client
from counter.returns.printing import print_label
from counter.scanner.unclaimed import delete_unclaimed
from portal.shared.retry import PATIENT


@app.task(name=jobs.PREPARE_PAGE, queue=jobs.SCANS, retry=3)
def prepare(page_id: int) -> None:
    """Straighten a page, measure it, paint it small."""
    from counter.actions.prepare_page import prepare_page

    prepare_page(page_id=page_id)


@app.task(name=jobs.ASSEMBLE_PAPER, queue=jobs.SCANS, retry=3)
def assemble(copy_id: int) -> None:
    """One PDF/A of a paper's pages."""
    from counter.actions.assemble_paper import assemble_paper

    assemble_paper(copy_id=copy_id)


@app.task(name=jobs.PRINT_LABEL, queue="documents", retry=PATIENT)
def print_label_of(shipment_id: int) -> None:
    """Press the label of a shipment."""
    print_label(shipment_id=shipment_id)


@app.task(name=jobs.FILE_FOR_CLIENT, queue=jobs.DEFAULT, retry=3)
def file_signed(filing_id: int) -> None:
    """File the dossier whose copies have all been signed."""
    file_for_client(filing_id=filing_id)


@app.task(name=jobs.RECEIVE_FOR_CLIENT, queue=jobs.DEFAULT, retry=3)
def receive_paid(filing_id: int) -> None:
    """Receive a dossier that waited for its fee alone."""
    receive_for_client(filing_id=filing_id)


@app.periodic(cron="*/15 17-21 * * *")
@app.task(name=jobs.FORGET, queue=jobs.SCANS, lock=jobs.FORGET, queueing_lock=jobs.FORGET)
def forget(timestamp: int) -> None:
    """At night (00:00 to 05:00 of Vietnam), so many a time: what nobody came back for."""
    close_forgotten()
    delete_working_files()
    delete_unclaimed()


@app.periodic(cron="35 19 * * *")
@app.task(name=jobs.DELETE_ORPHANS, queue=jobs.SCANS, queueing_lock=jobs.DELETE_ORPHANS)
def delete_orphans_tonight(timestamp: int) -> None:
    """At 02:35 of Vietnam: files that a killed process left behind."""
    delete_orphans()
