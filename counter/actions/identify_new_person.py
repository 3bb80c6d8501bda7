"""The person at the desk is nobody whom the portal knows: made and seated, or neither."""

import uuid
from datetime import date

from counter.actions.identify import refuse_taken, seat
from counter.actions.lock_intake import lock_intake
from portal.accounts.actions.make_citizen_at_counter import make_citizen_at_counter
from portal.accounts.actor import Actor
from portal.accounts.models import Citizen
from portal.agencies.models import AdministrativeUnit
from portal.shared.action_log.record import recorded


def identify_new_person(
    *,
    actor: Actor,
    key: uuid.UUID,
    identity_number: str,
    full_name: str,
    birth_date: date,
    sex: str,
    commune: AdministrativeUnit | None,
    address_line: str,
    phone: str | None = None,
) -> Citizen:
    """The new citizen, who is the client of the intake. Where somebody else sits at the desk
    already nobody is made.

    Raises NumberKnown, InvalidInput, NotAllowed, Refusal (taken), Http404 (not the clerk's own
    open intake).
    """
    with recorded():
        intake = lock_intake(actor, key)
        refuse_taken(intake)
        citizen = make_citizen_at_counter(
            actor=actor, identity_number=identity_number, full_name=full_name,
            birth_date=birth_date, sex=sex, commune=commune, address_line=address_line, phone=phone,
        )  # fmt: skip
        seat(intake, actor=actor, citizen_id=citizen.pk)
        return citizen
