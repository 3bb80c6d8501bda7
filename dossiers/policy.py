"""Who may do what: the role, and the role's relation to the dossier."""

from dossiers.models import Dossier
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.agencies.queries import stands_for

_OWNER = frozenset({Role.CITIZEN})
_CLERK = frozenset({Role.CLERK})
_OFFICER = frozenset({Role.OFFICER})
_LEADER = frozenset({Role.LEADER})
_SYSTEM = frozenset({Role.SYSTEM})

# Each use case of the machine and beside it; what is not listed nobody may do.
MAY: dict[str, frozenset[Role]] = {
    "save": _OWNER | _CLERK,
    "attach": _OWNER | _CLERK,
    "file": _OWNER | _CLERK,
    "discard": _OWNER | _CLERK,
    "require_payment": _SYSTEM,
    "payment_settled": _SYSTEM,
    "payment_reversed": _SYSTEM,
    "take_cash": _CLERK,
    "receive": _CLERK,
    "refuse": _CLERK,
    "request_supplement": _CLERK | _OFFICER,
    "supply": _OWNER | _CLERK,
    "lapse": _SYSTEM,
    "start_processing": _OFFICER,
    "note": _CLERK | _OFFICER | _LEADER,
    "propose": _OFFICER,
    "send_back": _LEADER,
    "decide": _LEADER,
    "halt": _OFFICER | _LEADER,
    "reopen": _LEADER,
    "ask_move": _OFFICER | _LEADER,
    "agree_to_move": _OWNER,
    "decline_move": _OWNER,
    "request_withdrawal": _OWNER,
    "confirm_withdrawal": _CLERK,
    "decline_withdrawal": _CLERK,
    "hand_over": _CLERK | _SYSTEM,
}


def may(actor: Actor, event: str, dossier: Dossier) -> bool:
    """Whether this actor may do `event` to this dossier (its state is the machine's business)."""
    return actor.role in MAY[event] and is_related(actor, dossier)


def is_related(actor: Actor, dossier: Dossier) -> bool:
    """A citizen to the own dossier, a clerk to what her agency receives, an officer and a leader
    to what their agency handles once it has been received. What a closed agency received and
    handled is its heir's.

    A draft that the citizen types alone is no clerk's business.
    """
    if actor.role == Role.SYSTEM:
        return True
    if actor.role == Role.CITIZEN:
        return dossier.owner_id == actor.citizen_id
    if actor.role == Role.CLERK:
        if dossier.is_draft and dossier.provenance == Dossier.Provenance.CITIZEN:
            return False
        return stands_for(actor.agency_id, dossier.receiving_agency_id)
    if actor.role in (Role.OFFICER, Role.LEADER):
        if dossier.received_at is None:
            return False
        return stands_for(actor.agency_id, dossier.handling_agency_id)
    return False
