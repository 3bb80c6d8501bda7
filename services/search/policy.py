"""Who may curate what the search knows."""

from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.shared.errors import NotAllowed


def must_curate(actor: Actor) -> None:
    """Raises NotAllowed for everyone but provincial admins."""
    if actor.role != Role.PROVINCIAL_ADMIN:
        raise NotAllowed(_("Chỉ quản trị tỉnh được sửa từ khóa và sự kiện của phần tra cứu."))
