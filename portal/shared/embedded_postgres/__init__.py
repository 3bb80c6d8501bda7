"""PostgreSQL out of a Python package, for machines without a database server (demo and tests).

`places` says where it lives, `programs` where its binaries are, `server` starts and stops it,
`handle` counts who uses it, so that any of several processes may come first and leave last.
"""

from portal.shared.embedded_postgres.handle import running
from portal.shared.embedded_postgres.places import DEMO, TESTS, Place
from portal.shared.embedded_postgres.server import EmbeddedPostgresError

__all__ = ["DEMO", "TESTS", "EmbeddedPostgresError", "Place", "database_url", "running"]


def database_url(name: str = "motcua", *, place: Place = DEMO) -> str:
    """The URL of database `name` in the embedded server (which must be running to be used)."""
    return f"postgresql://postgres@/{name}?host={place.sockets}"
