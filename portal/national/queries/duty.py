"""Who is in charge of the line to the national portal."""

from portal.accounts.models import StaffRole, User
from portal.accounts.roles import Role
from portal.national.models import Duty


def people_who_may_be_in_charge() -> list[User]:
    """The active provincial admins, the longest in the role first."""
    roles = (
        StaffRole.objects.filter(role=Role.PROVINCIAL_ADMIN, is_active=True, user__is_active=True)
        .select_related("user")
        .order_by("pk")
    )
    return list({role.user_id: role.user for role in roles}.values())


def person_in_charge() -> User | None:
    """Whom somebody put in charge, while that person is an active provincial admin; else the
    first active provincial admin; None without any."""
    able = {user.pk: user for user in people_who_may_be_in_charge()}
    duty = Duty.objects.order_by("pk").first()
    if duty and duty.user_id in able:
        return able[duty.user_id]
    return next(iter(able.values()), None)
