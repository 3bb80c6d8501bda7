"""Sessions: a signed text that names the user and the moment; nothing is stored."""

import hmac

from django.conf import settings
from django.core import signing

SALT = "national-session-form"


def log_in(username: str, password: str) -> str | None:
    """A new session; None for a wrong name or password."""
    known = settings.SESSION_FORM_USERNAME, settings.SESSION_FORM_PASSWORD
    right = [
        hmac.compare_digest(said.encode(), expected.encode())
        for said, expected in zip((username, password), known, strict=True)
    ]
    return signing.dumps(username, salt=SALT) if all(right) else None


def is_valid(session: str) -> bool:
    """Whether it is one of ours and not too old."""
    try:
        signing.loads(session, salt=SALT, max_age=settings.SESSION_FORM_SECONDS)
    except signing.BadSignature:
        return False
    return True
