"""Jobs of the notices: one line each."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from portal.notifications.actions.send_notice import send_notice
from portal.notifications.jobs import MAIL, SEND_NOTICE

# 2, 4, 8 … seconds: a mail server that is down for a night is waited for.
PATIENCE = RetryStrategy(max_attempts=16, exponential_wait=2)


@app.task(name=SEND_NOTICE, queue=MAIL, retry=PATIENCE)
def send(notice_id: int) -> None:
    """Send one mail."""
    send_notice(notice_id=notice_id)
