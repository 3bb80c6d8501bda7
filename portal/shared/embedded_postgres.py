"""Where the embedded PostgreSQL lives and how to reach it when there is no DATABASE_URL."""

import hashlib
import os
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent


def data_directory() -> Path:
    """The data folder; as root a folder of its own under /var/lib, for its server is another user."""
    if os.geteuid() == 0:
        name = hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:12]
        return Path("/var/lib/motcua") / name / "postgres"
    return CHECKOUT / "var" / "postgres"


def database_url(name: str = "motcua") -> str:
    """The URL of database `name` in the embedded server (which must be running to be used)."""
    return f"postgresql://postgres@/{name}?host={data_directory()}"
