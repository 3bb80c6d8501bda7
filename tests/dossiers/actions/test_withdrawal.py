"""A withdrawal that interrupts a supplement, and is declined."""

from collections.abc import Callable

import pytest

from dossiers.actions.supply import supply
from dossiers.actions.withdrawal import decline_withdrawal, request_withdrawal
from dossiers.models import Dossier
from tests.world import Person

pytestmark = pytest.mark.django_db


def test_declined_it_goes_back_into_the_supplement_and_then_to_where_that_came_from(
    make_dossier: Callable[..., Dossier], tra: Person, clerk: Person
) -> None:
    code = str(make_dossier("supplement_required").code)
    request_withdrawal(actor=tra.actor, code=code, reason="Tôi không cần nữa.")
    decline_withdrawal(actor=clerk.actor, code=code, reason="Hồ sơ đang được xử lý.")
    dossier = Dossier.objects.get()
    assert (dossier.state, dossier.came_from) == ("supplement_required", ["submitted"])
    supply(actor=tra.actor, code=code, answer="Tôi đã gửi ảnh rõ hơn.")
    dossier = Dossier.objects.get()
    assert (dossier.state, dossier.came_from) == ("submitted", [])
    assert dossier.due_at is not None
