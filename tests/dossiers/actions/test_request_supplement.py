"""Who asks for a supplement when, and only once at each stage."""

from collections.abc import Callable

import pytest

from dossiers.actions.request_supplement import request_supplement
from dossiers.actions.supply import supply
from dossiers.models import Dossier, Supplement
from portal.shared.errors import InvalidInput, NotAllowed
from tests.world import Person

pytestmark = pytest.mark.django_db
MakeDossier = Callable[..., Dossier]
ASKED = {"what": "Ảnh chụp rõ hơn", "why": "Ảnh bị mờ"}


@pytest.mark.parametrize(
    ("state", "who"), [("received", "clerk"), ("processing", "clerk"), ("proposed", "officer")]
)
def test_not_at_this_stage(
    make_dossier: MakeDossier, clerk: Person, officer: Person, state: str, who: str
) -> None:
    dossier = make_dossier(state)
    before = dossier.version
    with pytest.raises(NotAllowed):
        request_supplement(
            actor={"clerk": clerk, "officer": officer}[who].actor, code=str(dossier.code), **ASKED
        )
    dossier.refresh_from_db()
    assert (dossier.version, Supplement.objects.count()) == (before, 0)


def test_a_second_time_at_reception_is_refused(
    make_dossier: MakeDossier, clerk: Person, tra: Person
) -> None:
    code = str(make_dossier("supplement_required").code)
    supply(actor=tra.actor, code=code, answer="Đã gửi lại.")
    with pytest.raises(NotAllowed, match="yêu cầu bổ sung một lần"):
        request_supplement(actor=clerk.actor, code=code, **ASKED)
    assert Dossier.objects.get().state == "submitted"


@pytest.mark.parametrize("field", ["what", "why"])
def test_what_and_why_are_needed(make_dossier: MakeDossier, clerk: Person, field: str) -> None:
    dossier = make_dossier("submitted")
    with pytest.raises(InvalidInput) as refusal:
        request_supplement(actor=clerk.actor, code=str(dossier.code), **{**ASKED, field: "  "})
    assert set(refusal.value.errors) == {field}
    assert Dossier.objects.get().state == "submitted"


def test_the_clock_waits_for_the_citizen(
    make_dossier: MakeDossier, clerk: Person, tra: Person
) -> None:
    dossier = make_dossier("supplement_required")
    assert (dossier.due_at, dossier.came_from) == (None, ["submitted"])
    supply(actor=tra.actor, code=str(dossier.code), answer="Đã gửi lại.")
    dossier.refresh_from_db()
    assert (dossier.state, dossier.came_from) == ("submitted", [])
    assert dossier.due_at is not None
