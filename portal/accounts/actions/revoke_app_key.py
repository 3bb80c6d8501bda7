"""A citizen takes a key back from a program."""

from django.db import transaction
from django.http import Http404

from portal.accounts.actor import Actor
from portal.accounts.models import AppKey
from portal.shared import clock
from portal.shared.action_log.record import record


@transaction.atomic
def revoke_app_key(*, actor: Actor, key_id: int) -> AppKey:
    """From now on it opens nothing. Safe to repeat. Raises Http404 for another person's key."""
    found = (
        AppKey.objects.select_for_update()
        .filter(pk=key_id, citizen_id=actor.must_be_citizen())
        .first()
    )
    if found is None:
        raise Http404
    if found.revoked_at is None:
        found.revoked_at = clock.now()
        found.save(update_fields=["revoked_at"])
        record(
            actor=actor, action="revoke_app_key", subject=f"citizen:{found.citizen_id}", key=key_id
        )
    return found
