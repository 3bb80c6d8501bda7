"""A key is not used any more: lost, replaced, its holder gone."""

import uuid

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.policy import must_be_admin
from portal.shared.action_log.record import record
from portal.shared.errors import StalePage
from portal.signatures.models import SigningKey


@transaction.atomic
def deactivate_key(*, actor: Actor, key: uuid.UUID) -> SigningKey:
    """Nothing is signed with it from now on, runs that wait included; what was signed stays valid.

    The portal tells no authority: a key that was lost must be revoked there too. Raises NotAllowed
    (not an admin), Http404, StalePage (off already).
    """
    must_be_admin(actor)
    found = get_object_or_404(SigningKey.objects.select_for_update(), key=key)
    if not found.is_active:
        raise StalePage(_("Khóa này đã ngừng dùng trước đó."))
    found.is_active = False
    found.save(update_fields=["is_active"])
    record(
        actor=actor,
        action="deactivate_signing_key",
        subject=f"signing_key:{found.key}",
        serial=found.serial,
    )
    return found
