"""An invitation is taken back."""

from django.db import transaction

from portal.accounts.actions.resend_invitation import lock_waiting
from portal.accounts.actor import Actor
from portal.accounts.models import StaffInvitation
from portal.shared import clock
from portal.shared.action_log.record import record


@transaction.atomic
def cancel_invitation(*, actor: Actor, invitation_id: int) -> StaffInvitation:
    """Its link opens nothing any more. Raises NotAllowed, Http404, StalePage."""
    invitation = lock_waiting(actor, invitation_id)
    invitation.cancelled_at = clock.now()
    invitation.save(update_fields=["cancelled_at"])
    record(actor=actor, action="cancel_invitation", subject=f"invitation:{invitation.pk}")
    return invitation
