"""Jobs of the counter: one line each, the work is in actions. Names stand in counter/jobs.py."""

from procrastinate.contrib.django import app

from counter import jobs
from counter.actions.assemble_paper import assemble_paper
from counter.actions.prepare_page import prepare_page


@app.task(name=jobs.PREPARE_PAGE, queue=jobs.SCANS, retry=3)
def prepare(page_id: int) -> None:
    """Straighten a page, measure it, paint it small."""
    prepare_page(page_id=page_id)


@app.task(name=jobs.ASSEMBLE_PAPER, queue=jobs.SCANS, retry=3)
def assemble(copy_id: int) -> None:
    """One PDF/A of a paper's pages."""
    assemble_paper(copy_id=copy_id)
