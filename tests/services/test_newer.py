"""Whether another revision has taken a revision's place; and levels."""

from collections.abc import Callable

import pytest

from portal.accounts.actor import SYSTEM
from services.actions.withdraw_procedure import withdraw_procedure
from services.levels import LEVELS, is_online
from services.models import Procedure, Revision
from services.newer import newer_revision

pytestmark = pytest.mark.django_db


def read(revision: Revision) -> Procedure:
    return Procedure.objects.get(pk=revision.procedure_id)


def test_the_revision_in_force_has_no_newer_one(make_revision: Callable[..., Revision]) -> None:
    first = make_revision()
    assert newer_revision(read(first), first.pk) is None


def test_another_revision_is_newer(make_revision: Callable[..., Revision]) -> None:
    first, second = make_revision(), make_revision(time_value=7)
    assert newer_revision(read(first), first.pk) == second
    assert newer_revision(read(first), second.pk) is None


def test_of_a_withdrawn_procedure_none_is(make_revision: Callable[..., Revision]) -> None:
    first = make_revision()
    make_revision(time_value=7)
    withdraw_procedure(actor=SYSTEM, procedure=read(first), reason="QĐ 100/QĐ-UBND")
    assert newer_revision(read(first), first.pk) is None


def test_levels_three_and_four_are_filed_online() -> None:
    assert [level for level in LEVELS if is_online(level)] == [3, 4]
