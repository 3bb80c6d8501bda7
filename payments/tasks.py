"""Jobs of the queue `payments`."""

from procrastinate.contrib.django import app

from payments.actions.check_attempt import check_attempt
from payments.actions.sweep_attempts import sweep_attempts
from payments.models import PaymentAttempt


@app.periodic(cron="* * * * *")
@app.task(name="payments.sweep", queue="payments", lock="payments.sweep")
def sweep(timestamp: int) -> None:
    """Every minute: ask about all attempts that are open (one sweep at a time)."""
    sweep_attempts()


@app.task(name="payments.check_attempt", queue="payments")
def check(attempt_id: int) -> None:
    """Ask about one attempt soon; what fails here the sweep does again."""
    check_attempt(attempt=PaymentAttempt.objects.get(pk=attempt_id))
