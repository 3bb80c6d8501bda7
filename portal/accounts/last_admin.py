"""The portal is never left without a provincial admin."""

from django.utils.translation import gettext as _

from portal.accounts.models import StaffRole, User
from portal.accounts.roles import Role
from portal.shared.errors import NotAllowed


def refuse_last_admin(leaving: User) -> None:
    """Raises NotAllowed when nobody but `leaving` is an admin. All admins' roles are locked until
    the end of the transaction: two who remove each other at once come one after the other."""
    roles = StaffRole.objects.select_for_update(of=("self",)).filter(
        role=Role.PROVINCIAL_ADMIN, is_active=True
    )
    admins = set(roles.order_by("pk").values_list("user_id", flat=True))
    able = set(User.objects.filter(pk__in=admins, is_active=True).values_list("pk", flat=True))
    if not able - {leaving.pk}:
        raise NotAllowed(
            _("Đây là quản trị tỉnh cuối cùng. Hãy giao vai trò này cho người khác trước.")
        )
