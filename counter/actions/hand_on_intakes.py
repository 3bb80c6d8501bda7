"""What becomes of intakes when a clerk or an agency goes: somebody else can go on with them."""

from counter.models import Intake
from portal.accounts.actor import Actor
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.action_log.record import record


def put_aside_of_leaver(*, actor: Actor, user_id: int, agency_id: int | None = None) -> int:
    """Suspend what the clerk has open, at one agency or at all; how many. Part of the transaction
    that ends the role: with the resume code a colleague goes on, and nothing stands in the way of a
    clerk who still works elsewhere.

    `actor` is who ends the role; nothing of the client is read.
    """
    opened = Intake.objects.select_for_update().filter(clerk_id=user_id, state=Intake.State.OPEN)
    if agency_id is not None:
        opened = opened.filter(agency_id=agency_id)
    count = 0
    for intake in opened:
        intake.state, intake.desk, intake.saved_at = Intake.State.SUSPENDED, None, clock.now()
        intake.save(update_fields=["state", "desk", "saved_at"])
        record(actor=actor, action="suspend_intake", subject=f"intake:{intake.key}")
        count += 1
    return count


def hand_intakes_to_heir(*, closed: Agency, heir: Agency) -> int:
    """Move what is open or suspended to the agency that takes over, with its drafts and its staff;
    how many. Part of the transaction that closes the agency. Clerks go on where they were."""
    left = Intake.objects.filter(agency=closed).exclude(state=Intake.State.CLOSED)
    return left.update(agency=heir)
