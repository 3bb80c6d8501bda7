"""Receive what a clerk has filed for a client, as soon as nothing stands in the way."""

from counter.models import Filing
from counter.who_filed import clerk_of
from dossiers.actions.receive import receive
from dossiers.states import State
from portal.shared.errors import NotAllowed, StalePage


def receive_for_client(*, filing_id: int) -> bool:
    """Receive it as the clerk who asked, if that was asked for; whether it was received now.

    A dossier that waits for its fee stays where it is: the payment calls this again. Repeated, and
    when the dossier has gone another way meanwhile, nothing happens.
    """
    filing = Filing.objects.select_related("dossier").get(pk=filing_id)
    dossier = filing.dossier
    if not filing.receive_at_once or dossier.state != State.SUBMITTED:
        return False
    try:
        receive(actor=clerk_of(filing), code=str(dossier.code))
    except (StalePage, NotAllowed):
        return False
    return True
