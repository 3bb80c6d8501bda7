"""The line of steps says what is behind the client, also where nobody goes back to."""

from collections.abc import Callable

import pytest

from counter.models import Intake
from counter.web.intake.steps import FORM, PAY, SLIP, steps_of
from dossiers.models import Dossier
from portal.agencies.models import Agency
from portal.shared import clock
from services.models import Revision
from tests.counter.intake_world import begun
from tests.world import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def intake(
    clerk: Person, tra: Person, make_revision: Callable[..., Revision], justice: Agency
) -> Intake:
    return begun(clerk, tra.citizen, make_revision(), justice)


def _states(intake: Intake, current: str) -> str:
    fresh = Intake.objects.select_related("dossier", "consent").get(pk=intake.pk)
    steps = steps_of(fresh, current)
    return " ".join(step.state + ("*" if step.href else "") for step in steps)


def test_a_draft(intake: Intake) -> None:
    assert _states(intake, FORM) == "done* done* done* current open* open* locked locked"


def test_after_filing_all_that_came_before_is_done_and_closed(intake: Intake) -> None:
    Dossier.objects.filter(pk=intake.dossier_id).update(
        state="received", code="000.00.15.H47-261122-0001", fee_vnd=100_000, filed_at=clock.now()
    )
    assert _states(intake, PAY) == "done done done done done done current open*"

    Dossier.objects.filter(pk=intake.dossier_id).update(fee_vnd=0)
    assert _states(intake, SLIP) == "done done done done done done done* current"
