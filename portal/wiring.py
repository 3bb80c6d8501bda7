"""What follows what: every subscription of the portal, on one screen."""

from dossiers import handlers as dossiers
from dossiers.events import StateChanged
from payments.events import ObligationSettled, SettlementStarting
from portal.national import handlers as national
from portal.shared.events import subscribe


def wire() -> None:
    """Subscribe every handler to its event."""
    subscribe(SettlementStarting, dossiers.lock_before_settling)
    subscribe(ObligationSettled, dossiers.move_on_when_paid)
    subscribe(StateChanged, national.queue_state_change)
    subscribe(StateChanged, dossiers.announce)
