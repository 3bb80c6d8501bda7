"""The clerk behind a filing, for the jobs that go on with it."""

from django.utils.translation import gettext as _

from counter.models import Filing
from portal.accounts.actor import Actor
from portal.accounts.models import StaffRole
from portal.accounts.roles import Role
from portal.agencies.models import Agency
from portal.shared.errors import NotAllowed


def clerk_of(filing: Filing) -> Actor:
    """Who asked, in the role it was asked in. Raises NotAllowed when it has ended meanwhile."""
    # An agency that was closed since: its staff goes on at its heir.
    at = Agency.objects.select_related("heir").get(pk=filing.agency_id).present
    role = (
        StaffRole.objects.filter(
            user_id=filing.clerk_id, agency=at, role=Role.CLERK, is_active=True
        )
        .select_related("user", "agency")
        .first()
    )
    if role is None:
        raise NotAllowed(_("Cán bộ đã ký không còn là cán bộ một cửa của cơ quan này."))
    return Actor.of_staff(role, role.user)
