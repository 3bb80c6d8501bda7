"""The second factor of staff: whether this session has shown it."""

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

from portal.accounts.models import User


def is_satisfied(request: HttpRequest, user: User) -> bool:
    """Whether a code or a passkey was given in this session (a password alone is not enough)."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, user))
