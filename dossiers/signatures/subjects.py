"""By which words `portal.signatures` knows our files and runs."""

import uuid

RESULT, SEAL = "result", "seal"
STACK, SEALS = "stack", "seals"


def of_result(key: uuid.UUID) -> str:
    """A result for its leader's signature."""
    return f"{RESULT}:{key}"


def of_seal(key: uuid.UUID) -> str:
    """A document for the seal."""
    return f"{SEAL}:{key}"


def of_stack(key: uuid.UUID) -> str:
    """A run: what a leader signs with one entry of the PIN."""
    return f"{STACK}:{key}"


def of_seals(agency_id: int) -> str:
    """A run: the seals of one agency; never two at once."""
    return f"{SEALS}:{agency_id}"


def read(subject: str) -> tuple[str, str]:
    """Kind and key."""
    kind, _separator, key = subject.partition(":")
    return kind, key
