"""Where several agencies handle a procedure: the choice among them, as a page shows it."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.accounts.queries import citizen_with_address
from portal.accounts.web.access import ActorRequest
from portal.agencies.models import Agency
from services import queries
from services.models import Revision


@dataclass(frozen=True)
class AgencyGroup:
    """The agencies of one district, for a select."""

    name: str
    agencies: list[Agency]


def groups_of(revision: Revision) -> list[AgencyGroup]:
    """Communes under their district; districts under no heading."""
    found = defaultdict(list)
    agencies = queries.agencies_that_handle(revision).select_related("unit__parent")
    for agency in agencies:
        district = agency.unit.parent if agency.unit else None
        found[district.name if district else ""].append(agency)
    return [AgencyGroup(name, members) for name, members in sorted(found.items())]


def at_home(request: ActorRequest, revision: Revision) -> str:
    """The code of the agency where the citizen lives, or empty."""
    commune = citizen_with_address(request.actor).commune
    if commune is None:
        return ""
    unit = commune.parent if revision.agency_level == Agency.Level.DISTRICT else commune
    agency = queries.agency_at_home(revision, unit.pk if unit else None)
    return agency.code if agency else ""


def missing(revision: Revision) -> str:
    """The sentence that asks for the choice."""
    if revision.agency_level == Agency.Level.DISTRICT:
        return _("Chọn huyện, thị xã, thành phố giải quyết hồ sơ của bạn.")
    return _("Chọn xã, phường, thị trấn giải quyết hồ sơ của bạn.")
