"""What must be there before the first request; run at each start, makes only what is missing."""

from outside.national_stub.identity.clients import make_clients
from outside.national_stub.identity.demo_people import make_demo_people
from outside.national_stub.identity.secret_store import make_missing, session_key


def prepare() -> str:
    """Secrets, clients, people. Returns the key that sessions are signed with."""
    make_missing()
    make_clients()
    make_demo_people()
    return session_key()
