"""The roles of the portal."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Citizen and system are roles of an actor; the others are held in an agency."""

    CITIZEN = "citizen", _("Công dân")
    CLERK = "clerk", _("Cán bộ một cửa")
    OFFICER = "officer", _("Cán bộ thụ lý")
    LEADER = "leader", _("Lãnh đạo")
    PROVINCIAL_ADMIN = "provincial_admin", _("Quản trị tỉnh")
    AUDITOR = "auditor", _("Kiểm tra")
    SYSTEM = "system", _("Hệ thống")


STAFF_ROLES = (
    Role.CLERK,
    Role.OFFICER,
    Role.LEADER,
    Role.PROVINCIAL_ADMIN,
    Role.AUDITOR,
)
