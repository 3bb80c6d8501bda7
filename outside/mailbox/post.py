"""Takes mail over SMTP."""

from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from outside.mailbox.store import Store


class _Postbox:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def handle_DATA(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keep the mail, whoever it is for."""
        content: Any = envelope.content
        self._store.add(content, envelope.rcpt_tos)
        return "250 OK"


def listen(store: Store, port: int) -> Controller:
    """A post office, started. Raises OSError when the port is taken."""
    controller = Controller(_Postbox(store), hostname="127.0.0.1", port=port)
    controller.start()
    return controller
