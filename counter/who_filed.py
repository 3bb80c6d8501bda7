"""The clerk behind a filing, for the jobs that go on with it."""

from django.utils.translation import gettext as _

from counter.models import Filing
from portal.accounts.actor import Actor
from portal.accounts.models import StaffRole
from portal.accounts.roles import Role
from portal.shared.errors import NotAllowed


def clerk_of(filing: Filing) -> Actor:
    """Who asked, in the role it was asked in. Raises NotAllowed when it has ended meanwhile."""
    role = (
        StaffRole.objects.filter(
            user_id=filing.clerk_id, agency_id=filing.agency_id, role=Role.CLERK, is_active=True
        )
        .select_related("user", "agency")
        .first()
    )
    if role is None:
        raise NotAllowed(_("Cán bộ đã ký không còn là cán bộ một cửa của cơ quan này."))
    return Actor.of_staff(role, role.user)
