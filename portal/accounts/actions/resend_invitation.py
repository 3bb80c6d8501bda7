"""An invitation is sent anew."""

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.invitation_link import new_secret, write_invitation
from portal.accounts.models import StaffInvitation
from portal.accounts.policy import must_be_admin
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import StalePage


@transaction.atomic
def resend_invitation(*, actor: Actor, invitation_id: int) -> StaffInvitation:
    """A new link, from now on the only one. Raises NotAllowed, Http404, StalePage."""
    invitation = lock_waiting(actor, invitation_id)
    secret, invitation.token_sha256, invitation.expires_at = new_secret()
    invitation.sent_at = clock.now()
    invitation.save(update_fields=["token_sha256", "expires_at", "sent_at"])
    write_invitation(invitation, secret)
    record(actor=actor, action="resend_invitation", subject=f"invitation:{invitation.pk}")
    return invitation


def lock_waiting(actor: Actor, invitation_id: int) -> StaffInvitation:
    """The invitation, locked, while it waits. Raises NotAllowed, Http404, StalePage."""
    must_be_admin(actor)
    found = StaffInvitation.objects.select_for_update(of=("self",)).select_related("invited_by")
    invitation = found.filter(pk=invitation_id).first()
    if invitation is None:
        raise Http404
    if invitation.accepted_at is not None:
        raise StalePage(_("Lời mời này đã được nhận; tài khoản đã mở."))
    if invitation.cancelled_at is not None:
        raise StalePage(_("Lời mời này đã hủy."))
    return invitation
