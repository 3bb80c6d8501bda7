"""Which role can be given in which agency."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from portal.accounts.roles import STAFF_ROLES
from portal.agencies.models import Agency
from portal.shared.errors import InvalidInput


def checked_role(role: str, agency_id: int | None) -> tuple[str, Agency]:
    """The role and the agency, which is not closed. Raises InvalidInput (`role`, `agency`)."""
    errors: dict[str, str] = {}
    if role not in STAFF_ROLES:
        errors["role"] = _("Chọn vai trò.")
    agency = Agency.objects.filter(pk=agency_id).first() if agency_id else None
    if agency is None:
        errors["agency"] = _("Chọn cơ quan.")
    elif agency.is_closed:
        errors["agency"] = _("“%(name)s” đã giải thể. Chọn cơ quan đang hoạt động.") % {
            "name": agency.name
        }
    if errors or agency is None:
        raise InvalidInput(errors)
    return role, agency


def checked_roles(roles: Sequence[tuple[str, int]]) -> list[tuple[str, Agency]]:
    """At least one, each once. Raises InvalidInput."""
    if not roles:
        raise InvalidInput({"role": _("Chọn ít nhất một vai trò.")})
    return [checked_role(role, agency) for role, agency in dict.fromkeys(roles)]
