"""The signing keys in the world of the table, and their rows."""

from typing import Any

from tests.architecture.url_roles.rows import Row, for_offices
from tests.dossiers.signatures.conftest import bare_key
from tests.world import Person


def make_keys(officer: Person) -> dict[str, Any]:
    """A key of somebody who signs nothing in this world."""
    return {"signing_key": bare_key(officer.user).key}


SIGNING_KEYS = [
    Row("signatures:keys", for_offices(200)),
    Row("signatures:key_end", for_offices(200), for_offices(302), {"key": "signing_key"}),
]
