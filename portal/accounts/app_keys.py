"""Keys that citizens give to programs: how they look, and whose a shown one is."""

import hashlib
import secrets
from datetime import timedelta

from portal.accounts.actor import Actor
from portal.accounts.models import AppKey
from portal.shared import clock

PREFIX = "mc_"
SHOWN = 10
DAYS = 180
# A key that works all day is not written at every request.
NOTED_EVERY = timedelta(minutes=10)


def new_secret() -> str:
    """A key of 256 random bits."""
    return PREFIX + secrets.token_urlsafe(32)


def fingerprint_of(secret: str) -> str:
    """What is kept of it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def keys_of(actor: Actor) -> list[AppKey]:
    """The citizen's own keys that were not revoked, the newest first."""
    return list(AppKey.objects.filter(citizen_id=actor.must_be_citizen(), revoked_at=None))


def holder_of(secret: str) -> tuple[AppKey, Actor] | None:
    """The key and the citizen it speaks for; None for an unknown, expired or revoked one, or when
    the account is closed."""
    found = (
        AppKey.objects.select_related("citizen__user")
        .filter(fingerprint=fingerprint_of(secret))
        .first()
    )
    if found is None or not found.is_valid:
        return None
    user = found.citizen.user
    if user is None or not user.is_active:
        return None
    now = clock.now()
    if found.last_used_at is None or found.last_used_at < now - NOTED_EVERY:
        AppKey.objects.filter(pk=found.pk).update(last_used_at=now)
    return found, Actor.of_citizen(found.citizen)
