"""Sessions of people who are signed in, staff with the second factor shown."""

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from portal.accounts.models import User

_SHOWN = [{"method": "mfa", "type": "totp", "at": 0.0}]


def session_of(user: User, *, second_factor: bool) -> str:
    """A new session's key, as sign-in leaves it."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    if second_factor:
        session[AUTHENTICATION_METHODS_SESSION_KEY] = _SHOWN
        session["account_authentication_methods_user"] = str(user.pk)
    session.create()
    return str(session.session_key)
