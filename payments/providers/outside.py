"""Guards the rule that nothing leaves the process inside a transaction."""

from django.db import connection


def forbid_transaction() -> None:
    """Raise RuntimeError when rows may be locked while somebody else's server is waited for.

    Like Django's own durable blocks it overlooks the transaction that a test case wraps around.
    """
    blocks = connection.atomic_blocks
    if blocks and not getattr(blocks[-1], "_from_testcase", False):
        raise RuntimeError("A payment provider is asked inside a transaction.")
