"""What the authority remembers: whom it certified, what it revoked, whose key it keeps."""

import json
import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

OUR_CA, STRANGER = "issuing", "stranger"


@dataclass
class Certified:
    """One person or agency with a certificate. `pin` is set where the key stays with us."""

    label: str
    common_name: str
    organisation: str
    issuer: str
    serial: int
    valid_from: str
    valid_to: str
    revoked_at: str = ""
    pin: str = ""
    wrong_pins: int = 0


@dataclass
class _Known:
    certified: list[Certified] = field(default_factory=list)


class Register:
    """The list in the data folder; several threads may use it."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "register.json"
        self._lock = threading.RLock()
        self._known = self._read()

    def all(self) -> list[Certified]:
        """The oldest first."""
        with self._lock:
            return list(self._known.certified)

    def get(self, label: str) -> Certified:
        """Raises KeyError."""
        return next_or_key_error(self.all(), "label", label)

    def by_serial(self, serial: int) -> Certified:
        """Raises KeyError."""
        return next_or_key_error(self.all(), "serial", serial)

    def add(
        self, *, common_name: str, organisation: str, issuer: str, valid: tuple[datetime, datetime]
    ) -> Certified:
        """A new entry with a serial number of its own."""
        serial = secrets.randbits(62) | 1 << 62
        entry = Certified(
            label=f"holder-{serial:x}",
            common_name=common_name,
            organisation=organisation,
            issuer=issuer,
            serial=serial,
            valid_from=valid[0].isoformat(timespec="seconds"),
            valid_to=valid[1].isoformat(timespec="seconds"),
        )
        with self.changing():
            self._known.certified.append(entry)
        return entry

    @contextmanager
    def changing(self) -> Iterator[None]:
        """What is changed inside is kept at the end."""
        with self._lock:
            yield
            self._write()

    def _read(self) -> _Known:
        if not self._file.exists():
            return _Known()
        read = json.loads(self._file.read_text())
        return _Known([Certified(**entry) for entry in read["certified"]])

    def _write(self) -> None:
        whole = self._file.with_suffix(".new")
        whole.write_text(json.dumps(asdict(self._known), ensure_ascii=False, indent=1))
        os.replace(whole, self._file)


def next_or_key_error(entries: list[Certified], name: str, value: object) -> Certified:
    """The entry whose attribute `name` is `value`. Raises KeyError."""
    for entry in entries:
        if getattr(entry, name) == value:
            return entry
    raise KeyError(value)
