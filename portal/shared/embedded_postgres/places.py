"""Where an embedded server keeps its things."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]

# The kernel allows 108 bytes for the path of a socket; PostgreSQL adds "/.s.PGSQL.5432.lock".
LONGEST_SOCKET_FOLDER = 85


@dataclass(frozen=True)
class Place:
    """One server's folder, the databases it must have, and its way of keeping data."""

    name: str
    databases: tuple[str, ...]
    durable: bool

    @property
    def home(self) -> Path:
        """As root a folder under /var/lib, for the server is another user then.

        Nobody has to open the permissions of the folders above the checkout for it.
        """
        if os.geteuid() == 0:
            return Path("/var/lib/motcua") / _fingerprint(CHECKOUT) / self.name
        return CHECKOUT / "var" / self.name

    @property
    def data(self) -> Path:
        """PostgreSQL's data directory."""
        return self.home / "data"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.home / "postgres.log"

    @property
    def sockets(self) -> Path:
        """The folder of its socket; in the temporary folder where the checkout's path is long."""
        if len(str(self.home / "run")) <= LONGEST_SOCKET_FOLDER:
            return self.home / "run"
        return Path(tempfile.gettempdir()) / f"motcua-{os.geteuid()}-{_fingerprint(self.home)}"


def _fingerprint(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:12]


DEMO = Place(
    "postgres", ("motcua", "motcua_national", "motcua_sandbox", "motcua_platform"), durable=True
)
TESTS = Place("postgres-test", (), durable=False)
