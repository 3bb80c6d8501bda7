"""Reading one dossier by its code finds what `visible_to` allows and nothing else."""

from collections.abc import Callable

import pytest
from django.http import Http404

from dossiers.models import Dossier
from dossiers.queries import get_for, mine_with_code, visible_to
from portal.accounts.actor import SYSTEM, Actor
from portal.agencies.models import Agency
from portal.shared import clock
from tests.world import Person

pytestmark = pytest.mark.django_db
MakeDossier = Callable[[str], Dossier]


def _finds(actor: Actor, dossier: Dossier) -> bool:
    try:
        return get_for(actor, str(dossier.code)).pk == dossier.pk
    except Http404:
        return False


@pytest.mark.parametrize("state", ["submitted", "processing", "returned"])
def test_it_agrees_with_what_is_visible(
    make_dossier: MakeDossier, clerk: Person, officer: Person, leader: Person,
    clerk_tamtien: Person, officer_tamtien: Person, state: str,
) -> None:  # fmt: skip
    dossier = make_dossier(state)
    staff = [each.actor for each in (clerk, officer, leader, clerk_tamtien, officer_tamtien)]

    found = [_finds(actor, dossier) for actor in [*staff, SYSTEM]]

    assert found == [visible_to(actor).filter(pk=dossier.pk).exists() for actor in [*staff, SYSTEM]]
    received = state != "submitted"
    assert found == [True, received, received, False, False, True]


def test_the_heir_reads_what_was_the_closed_agencys(
    make_dossier: MakeDossier, officer: Person, officer_tamtien: Person, clerk_tamtien: Person
) -> None:
    dossier = make_dossier("returned")
    heir = officer_tamtien.actor.agency
    assert not _finds(officer_tamtien.actor, dossier)

    Agency.objects.filter(pk=dossier.handling_agency_id).update(
        heir=heir, successor=heir, closed_on=clock.today()
    )

    assert _finds(officer_tamtien.actor, dossier)
    assert _finds(officer.actor, dossier)
    assert not _finds(clerk_tamtien.actor, dossier)  # it was received elsewhere


def test_citizens_read_their_own(make_dossier: MakeDossier, tra: Person, lan: Person) -> None:
    dossier = make_dossier("processing")

    assert mine_with_code(tra.actor, str(dossier.code)) == dossier
    with pytest.raises(Http404):
        mine_with_code(lan.actor, str(dossier.code))
    with pytest.raises(Http404):
        mine_with_code(tra.actor, "000.00.15.H47-220322-9999")
