"""The job that sends a notice, by name, so that `notify` need not import what it runs."""

from procrastinate.contrib.django import app

SEND_NOTICE = "notifications.send_notice"
MAIL = "mail"


def defer_sending(notice_id: int) -> None:
    """Enqueue in the caller's transaction; the lock keeps one notice from being sent by two."""
    app.configure_task(SEND_NOTICE, queue=MAIL, lock=f"notice:{notice_id}").defer(
        notice_id=notice_id
    )
