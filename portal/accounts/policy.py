"""Who may manage agencies and staff."""

from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.shared.errors import NotAllowed


def must_be_admin(actor: Actor) -> None:
    """Raises NotAllowed for everybody but a provincial admin."""
    if actor.role != Role.PROVINCIAL_ADMIN:
        raise NotAllowed(_("Chỉ quản trị tỉnh được làm việc này."))
