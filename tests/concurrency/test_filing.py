"""Filing with real connections at the same moment: gapless codes, once each."""

from collections.abc import Callable

import pytest

from dossiers.actions.file import file
from dossiers.actions.receive import receive
from dossiers.models import CodeCounter, Dossier, HistoryEntry
from portal.accounts.actor import Actor
from portal.national.models import OutboxMessage
from portal.shared.errors import StalePage
from tests.at_once import at_once
from tests.world import Person, make_citizen

pytestmark = pytest.mark.django_db(transaction=True)


def test_codes_of_one_agency_are_gapless(complete_draft: Callable[..., Dossier]) -> None:
    people = [
        make_citizen(f"0490800020{number:02d}", email=f"c{number}@motcua.example")
        for number in range(8)
    ]
    drafts = [(person, complete_draft(person)) for person in people]

    def filing(actor: Actor, draft: Dossier) -> Callable[[], object]:
        return lambda: file(actor=actor, key=draft.key)

    at_once(*(filing(person.actor, draft) for person, draft in drafts))
    numbers = sorted(int(code[-4:]) for code in Dossier.objects.values_list("code", flat=True))
    assert numbers == list(range(1, 9))
    assert CodeCounter.objects.get().last == 8


def test_a_double_click_files_once(complete_draft: Callable[..., Dossier], tra: Person) -> None:
    key = complete_draft().key
    outcomes = at_once(*[lambda: file(actor=tra.actor, key=key)] * 4)
    codes = {outcome.code for outcome in outcomes if isinstance(outcome, Dossier)}
    assert len(outcomes) == 4
    assert codes == {Dossier.objects.get().code}
    assert HistoryEntry.objects.filter(event="file").count() == 1
    assert CodeCounter.objects.get().last == 1
    assert OutboxMessage.objects.filter(kind=OutboxMessage.Kind.STATE).count() == 2


def test_two_clerks_receive_once(make_dossier: Callable[..., Dossier], clerk: Person) -> None:
    code = make_dossier("submitted").code
    outcomes = at_once(*[lambda: receive(actor=clerk.actor, code=code)] * 2)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Dossier", "StalePage"]
    assert [str(o) for o in outcomes if isinstance(o, StalePage)] == [
        "Hồ sơ này đã được chuyển bước. Hãy tải lại trang để xem tình trạng mới nhất."
    ]
    assert HistoryEntry.objects.filter(event="receive").count() == 1
