"""Intakes for tests, brought to a step by the actions that clerks drive."""

from counter.actions.choose_procedure import choose_procedure
from counter.actions.give_consent import give_consent
from counter.actions.identify import identify
from counter.actions.open_intake import open_intake
from counter.models import Intake
from portal.accounts.models import Citizen
from portal.agencies.models import Agency
from services.models import Revision
from tests.world import Person

CARD = (
    "049190004747|205123456|Nguyễn Thị Trà|22031990|Nữ|"
    "Thôn Hà Quang, Tam Tiến, Núi Thành, Quảng Nam|10052021"
)
# Somebody whom the portal does not know.
NEW_CARD = "049301000123||Hồ Thị Xuân Mai|05022001|Nữ|Tổ 3, Tân Thạnh, Tam Kỳ, Quảng Nam|01072022"


def fresh(intake: Intake) -> Intake:
    """As the database has it."""
    return Intake.objects.get(pk=intake.pk)


def opened(clerk: Person) -> Intake:
    """An intake that has just begun."""
    return open_intake(actor=clerk.actor)


def identified(clerk: Person, citizen: Citizen) -> Intake:
    """Opened, and the client is known."""
    return identify(actor=clerk.actor, key=opened(clerk).key, citizen_id=citizen.pk)


def agreed(clerk: Person, citizen: Citizen) -> Intake:
    """The client has agreed, too."""
    intake = identified(clerk, citizen)
    give_consent(actor=clerk.actor, key=intake.key, how="screen")
    return intake


def begun(
    clerk: Person,
    citizen: Citizen,
    revision: Revision,
    handling: Agency,
    provenance: str = "digitised",
) -> Intake:
    """With its draft: ready for the form and the papers."""
    return choose_procedure(
        actor=clerk.actor,
        key=agreed(clerk, citizen).key,
        revision=revision,
        handling_agency=handling,
        provenance=provenance,
    )
