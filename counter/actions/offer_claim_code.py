"""Who has no account gets the code that opens one, with the first dossier filed at the counter."""

from portal.accounts.actions.make_claim_code import make_claim_code
from portal.accounts.actor import Actor
from portal.accounts.models import Citizen
from portal.accounts.queries import live_claim_of
from portal.shared.errors import StalePage


def offer_claim_code(*, actor: Actor, citizen_id: int) -> bool:
    """Make it, unless there is an account or a code that still works; whether one was made."""
    citizen = Citizen.objects.get(pk=citizen_id)
    if citizen.user_id is not None or live_claim_of(citizen) is not None:
        return False
    try:
        make_claim_code(actor=actor, citizen_id=citizen_id)
    except StalePage:  # claimed a moment ago
        return False
    return True
