"""The client leaves: for good, or to come back with something."""

import uuid

from counter.actions.lock_intake import lock_intake
from counter.models import Intake
from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import record, recorded


def close_intake(*, actor: Actor, key: uuid.UUID) -> Intake:
    """End it: every address of it is a 404 from now on, what was typed is gone, the ticket is
    served. A draft that was not filed stays in the client's account. Raises Http404."""
    with recorded():
        intake = lock_intake(actor, key)
        intake.state = Intake.State.CLOSED
        intake.closed_at = intake.saved_at = clock.now()
        intake.typed = {}
        intake.save(update_fields=["state", "closed_at", "saved_at", "typed"])
        record(actor=actor, action="close_intake", subject=f"intake:{intake.key}")
        return intake


def suspend_intake(*, actor: Actor, key: uuid.UUID) -> Intake:
    """Put it aside; its resume code takes it up again, at any desk of the agency. Raises Http404.

    The desk is free for the next client: the ticket counts as served.
    """
    with recorded():
        intake = lock_intake(actor, key)
        intake.state = Intake.State.SUSPENDED
        intake.saved_at = clock.now()
        intake.desk = None
        intake.save(update_fields=["state", "saved_at", "desk"])
        record(actor=actor, action="suspend_intake", subject=f"intake:{intake.key}")
        return intake
