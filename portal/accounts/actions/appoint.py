"""A person is given a staff role in an agency."""

from django.db import transaction

from portal.accounts.models import StaffRole, User
from portal.accounts.roles import Role
from portal.agencies.models import Agency
from portal.shared.action_log.record import Acting, record


@transaction.atomic
def appoint(*, actor: Acting, user: User, role: Role, agency: Agency) -> StaffRole:
    """Give the role, or make it active again."""
    staff_role, _ = StaffRole.objects.update_or_create(
        user=user, role=role, agency=agency, defaults={"is_active": True}
    )
    record(actor=actor, action="appoint", subject=f"user:{user.pk}", role=role, agency=agency.code)
    return staff_role
