"""Codes by which a suspended intake is taken up again."""

import secrets

from counter.models import Intake
from portal.shared.identity.digits import without_separators

# Nobody misreads these: no 0 and O, no 1, I and L.
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LENGTH = 6


def new_resume_code() -> str:
    """A code that no intake that is not closed has (the database has the last word)."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))
        taken = Intake.objects.filter(resume_code=code).exclude(state=Intake.State.CLOSED)
        if not taken.exists():
            return code


def as_code(typed: str) -> str:
    """The code as typed, with spaces or hyphens, in small letters; empty when it is none."""
    code = without_separators(typed).upper()
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""
