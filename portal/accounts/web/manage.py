"""The first page of the provincial admin (/manage/)."""

from django.views.generic import RedirectView

from portal.accounts.roles import Role
from portal.accounts.web.access import StaffRequired


class ManageView(StaffRequired, RedirectView):
    """To the list of staff, for now."""

    roles = (Role.PROVINCIAL_ADMIN,)
    url = "/manage/staff/"
