"""Jobs about accounts."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from portal.accounts.actions.send_letter import send_letter as send


@app.task(
    name="accounts.send_letter",
    queue="mail",
    retry=RetryStrategy(max_attempts=10, exponential_wait=5),
)
def send_letter(letter_id: int) -> None:
    """One mail about an account."""
    send(letter_id=letter_id)
