"""Ids like Stripe's, and Stripe's clock."""

import secrets
import string
import time

LETTERS = string.ascii_letters + string.digits


def new_id(prefix: str, length: int = 24) -> str:
    """`pi_` + 24 letters and digits."""
    return f"{prefix}_{''.join(secrets.choice(LETTERS) for _ in range(length))}"


def now() -> int:
    """Seconds, as in every `created`."""
    return int(time.time())
