"""The lock that every write of an intake begins with.

Order: the intake, then its ticket, then the dossier and what dossiers locks after it.
"""

import uuid

from django.http import Http404

from counter.models import Intake
from counter.queries import agency_of
from portal.accounts.actor import Actor
from portal.accounts.roles import Role


def lock_intake(actor: Actor, key: uuid.UUID) -> Intake:
    """The clerk's own open intake at the actor's agency, its row locked. Raises Http404: closed,
    suspended, another clerk's, another agency's."""
    found = Intake.objects.select_for_update().filter(
        key=key, clerk_id=actor.user_id, agency_id=agency_of(actor), state=Intake.State.OPEN
    )
    intake = next(iter(found), None)
    if intake is None or actor.role != Role.CLERK:
        raise Http404
    return intake
