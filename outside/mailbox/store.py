"""Mails on disk, newest first, as many as a demo needs."""

import email
import email.policy
import mailbox
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from threading import Lock

KEPT = 500


@dataclass(frozen=True)
class Mail:
    """One mail as the page shows it."""

    key: str
    received_at: datetime
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message["Subject"] or "")

    @property
    def recipient(self) -> str:
        return str(self.message["X-Envelope-To"] or self.message["To"] or "")

    def body(self, kind: str) -> str:
        """The part of kind `plain` or `html`, or an empty text."""
        part = self.message.get_body((kind,))
        return part.get_content() if part is not None else ""


class Store:
    """A folder of mails; several threads may use it."""

    def __init__(self, folder: Path) -> None:
        folder.parent.mkdir(parents=True, exist_ok=True)
        self._box = mailbox.Maildir(str(folder), factory=None, create=True)
        self._lock = Lock()

    def add(self, content: bytes, recipients: list[str]) -> None:
        """Keep a mail, with the recipients of its envelope, and forget the oldest."""
        envelope = f"X-Envelope-To: {', '.join(recipients)}\r\n".encode()
        with self._lock:
            self._box.add(envelope + content)
            for key in self._keys()[KEPT:]:
                self._box.remove(key)

    def newest(self, count: int) -> list[Mail]:
        """The last mails, the newest first."""
        with self._lock:
            return [self._mail(key) for key in self._keys()[:count]]

    def get(self, key: str) -> Mail | None:
        """The mail of this key, or None."""
        with self._lock:
            return self._mail(key) if key in self._box else None

    def _keys(self) -> list[str]:
        """Newest first: the keys of a Maildir begin with the time, then count upwards."""
        return sorted(self._box.keys(), key=self._moment, reverse=True)

    def _moment(self, key: str) -> tuple[float, int]:
        seconds, unique = key.split(".")[:2]
        fraction, count = unique.split("P")[0].lstrip("M"), unique.partition("Q")[2]
        return float(f"{seconds}.{fraction.zfill(6)}"), int(count or 0)

    def _mail(self, key: str) -> Mail:
        message = email.message_from_bytes(self._box.get_bytes(key), policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        return Mail(key, datetime.fromtimestamp(self._moment(key)[0], tz=UTC), message)
