"""The second factor of staff: whether this session has shown it."""

import time

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

from portal.accounts.models import User

# How long a code that was shown counts for what matters most.
FRESH_SECONDS = 300


def is_satisfied(request: HttpRequest, user: User) -> bool:
    """Whether a code or a passkey was given in this session (a password alone is not enough)."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, user))


def is_fresh(request: HttpRequest, user: User) -> bool:
    """Whether the second factor was shown within the last FRESH_SECONDS of this session."""
    moments = [
        record["at"]
        for record in get_authentication_records(request, user)
        if record["method"] == "mfa"
    ]
    return bool(moments) and time.time() - max(moments) < FRESH_SECONDS
