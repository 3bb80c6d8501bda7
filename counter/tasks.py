"""Jobs of the counter: one line each, the work is done by what they call."""

from procrastinate.contrib.django import app

from counter import jobs
from counter.returns.printing import print_label
from portal.shared.retry import PATIENT


@app.task(name=jobs.PRINT_LABEL, queue="documents", retry=PATIENT)
def print_label_of(shipment_id: int) -> None:
    """Press the label of a shipment."""
    print_label(shipment_id=shipment_id)
