"""Jobs of the demo."""

from procrastinate.contrib.django import app

from payments import jobs
from portal.demo.money import TELL_PROVIDER, tell_provider
from portal.shared.retry import PATIENT


@app.task(name=TELL_PROVIDER, queue=jobs.QUEUE, retry=PATIENT)
def tell() -> None:
    """Once, as soon as the stand-in answers."""
    tell_provider()
