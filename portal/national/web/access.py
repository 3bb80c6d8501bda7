"""Who enters the pages of the line: the auditor reads, the provincial admin acts."""

from portal.accounts.roles import Role
from portal.accounts.web.access import StaffRequired

UNUSABLE, MOVED_ON = 422, 409


class ReaderRequired(StaffRequired):
    """Pages."""

    roles = (Role.PROVINCIAL_ADMIN, Role.AUDITOR)


class AdminRequired(StaffRequired):
    """Steps."""

    roles = (Role.PROVINCIAL_ADMIN,)
