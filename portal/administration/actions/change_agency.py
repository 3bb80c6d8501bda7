"""How people reach an agency, and whether it receives dossiers at a counter."""

from django.db import transaction

from portal.accounts.actor import Actor
from portal.administration.facts import Contact, refuse_second_centre
from portal.administration.locking import lock_agency
from portal.agencies.models import Agency
from portal.shared.action_log.record import record


@transaction.atomic
def change_agency(
    *, actor: Actor, agency_id: int, seen_version: int, contact: Contact, is_one_stop: bool
) -> Agency:
    """Change address, phone, e-mail and the one-stop flag. The name has an action of its own
    (rename_agency), and so has the place in the tree (move_agency).

    Raises NotAllowed, Http404, StalePage, InvalidInput.
    """
    agency = lock_agency(actor, agency_id, seen_version=seen_version)
    contact = contact.checked()
    refuse_second_centre(level=agency.level, is_one_stop=is_one_stop, but=agency.pk)
    agency.address, agency.phone, agency.email = contact.address, contact.phone, contact.email
    agency.is_one_stop = is_one_stop
    agency.version += 1
    agency.save(update_fields=["address", "phone", "email", "is_one_stop", "version"])
    record(
        actor=actor, action="change_agency", subject=f"agency:{agency.code}",
        is_one_stop=is_one_stop,
    )  # fmt: skip
    return agency
