"""Who may touch the line to the national portal."""

from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.shared.errors import NotAllowed


def must_run_the_line(actor: Actor) -> None:
    """Raises NotAllowed for everyone but a provincial admin."""
    if actor.role != Role.PROVINCIAL_ADMIN:
        raise NotAllowed(_("Chỉ quản trị tỉnh được làm việc này với đường truyền quốc gia."))
