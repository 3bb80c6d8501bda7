"""The two catalogues compared: codes, names, levels and what is in force."""

from collections.abc import Callable
from typing import Any

import pytest

from portal.accounts.actor import SYSTEM
from portal.national.actions.queue_procedures import queue_procedures
from portal.national.delivery.deliverer import Deliverer
from portal.national.models import Correction, OutboxMessage, SyncCase
from portal.shared.action_log.models import ActionLogEntry
from portal.shared.errors import NotAllowed
from services.actions.publish_revision import publish_revision
from services.actions.withdraw_procedure import withdraw_procedure
from services.content import RevisionContent
from services.models import Procedure, Sector
from tests.portal.national.comparison.conftest import (
    TheirSide,
    compare,
    deliver,
    differences,
    figures,
    meanwhile,
)
from tests.world import Person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]
KIND = "catalogue"
FIRST, SECOND = "1.000001", "1.000002"
EQUAL = {"ours": 2, "theirs": 2}


@pytest.fixture
def publish(transactional_db: None) -> Callable[..., Procedure]:
    """Publish a revision of the procedure with this code, and tell of it."""

    def make(code: str, **changes: Any) -> Procedure:
        sector, _new = Sector.objects.get_or_create(
            code="LV001", defaults={"name": "Lý lịch tư pháp", "slug": "ly-lich-tu-phap"}
        )
        procedure, _new = Procedure.objects.update_or_create(
            code=code, defaults={"name": changes.get("name", f"Thủ tục {code}"), "sector": sector}
        )
        publish_plain(procedure, level=changes.get("level", 4))
        return procedure

    return make


def publish_plain(procedure: Procedure, *, level: int) -> None:
    """A revision with nothing in it but its level."""
    content = RevisionContent(
        name=procedure.name, sector=procedure.sector.name, local_code="", level=level,
        agency_level="province", agency_text="Sở Tư pháp", handling_agency_code="",
        time_value=5, time_unit="day", time_note="", fee_stated=False, fee_note="", eform={},
        legal_basis=(), results=(), return_channels=(), source={}, papers=(), fees=(), steps=(),
    )  # fmt: skip
    publish_revision(actor=SYSTEM, procedure=procedure, content=content, handling=None)


@pytest.fixture
def pair(publish: Callable[..., Procedure], deliverer: Deliverer) -> list[Procedure]:
    """Two procedures that are in both catalogues."""
    procedures = [publish(FIRST), publish(SECOND)]
    deliver(deliverer)
    return procedures


def test_equal_catalogues(pair: list[Procedure]) -> None:
    comparison = compare(KIND)
    assert (comparison.state, figures(comparison), differences(comparison)) == ("done", EQUAL, [])


def test_a_lost_procedure_is_told_again(
    pair: list[Procedure], their_side: TheirSide, deliverer: Deliverer
) -> None:
    their_side.execute("DELETE FROM national_stub_procedure WHERE code = %s", FIRST)
    comparison = compare(KIND)
    assert differences(comparison) == [("missing", FIRST, "Thủ tục 1.000001", "", True)]
    assert figures(comparison) == {"ours": 2, "theirs": 1, "differing": 1, "sent_again": 1}
    message = OutboxMessage.objects.get(delivered_at=None)
    assert (message.kind, message.stream) == ("procedure", f"procedure:{pair[0].pk}")
    assert message.payload["procedure"]["in_force"] is True
    deliver(deliverer)
    assert figures(compare(KIND)) == EQUAL
    assert not SyncCase.objects.exists()


@pytest.mark.parametrize(
    ("column", "value", "kind", "ours", "theirs"),
    [
        ("name", "Tên khác", "name", "Thủ tục 1.000001", "Tên khác"),
        ("level", 2, "level", "4", "2"),
        ("in_force", False, "state", "đang áp dụng", "đã bãi bỏ"),
    ],
)
def test_what_differs_is_told_again(
    pair: list[Procedure],
    their_side: TheirSide,
    deliverer: Deliverer,
    column: str,
    value: object,
    kind: str,
    ours: str,
    theirs: str,
) -> None:
    statement = f"UPDATE national_stub_procedure SET {column} = %s WHERE code = %s"
    their_side.execute(statement, value, FIRST)
    comparison = compare(KIND)
    assert differences(comparison) == [(kind, FIRST, ours, theirs, True)]
    assert comparison.sent_again == 1
    deliver(deliverer)
    assert figures(compare(KIND)) == EQUAL


def test_a_withdrawn_procedure_that_is_in_force_there(
    pair: list[Procedure], their_side: TheirSide, deliverer: Deliverer
) -> None:
    withdraw_procedure(actor=SYSTEM, procedure=pair[0], reason="QĐ 100/QĐ-UBND")
    deliver(deliverer)
    assert figures(compare(KIND)) == {"ours": 1, "theirs": 1}
    their_side.execute("UPDATE national_stub_procedure SET in_force = true")
    comparison = compare(KIND)
    assert differences(comparison) == [("state", FIRST, "đã bãi bỏ", "đang áp dụng", True)]
    assert figures(comparison) == {"ours": 1, "theirs": 2, "differing": 1, "sent_again": 1}
    deliver(deliverer)
    assert figures(compare(KIND)) == {"ours": 1, "theirs": 1}
    their_side.execute("DELETE FROM national_stub_procedure WHERE code = %s", FIRST)
    assert figures(compare(KIND)) == {"ours": 1, "theirs": 1}


def test_what_only_they_have_is_listed_and_gets_a_case(
    pair: list[Procedure], their_side: TheirSide
) -> None:
    their_side.execute(
        "INSERT INTO national_stub_procedure SELECT id + 1000, province, '1.999999', 'Lạ',"
        " sector_code, sector_name, level, revision, agency, in_force, changed_at, words"
        " FROM national_stub_procedure WHERE code = %s",
        FIRST,
    )
    comparison = compare(KIND)
    assert differences(comparison) == [("unknown", "1.999999", "", "Lạ", False)]
    case = SyncCase.objects.get()
    assert (case.subject, case.text) == (
        "comparison:catalogue",
        "1 thủ tục lệch mà gửi lại không sửa được: 1.999999",
    )
    their_side.execute("DELETE FROM national_stub_procedure WHERE code = '1.999999'")
    compare(KIND)
    assert SyncCase.objects.get().closed_at is not None


def test_a_name_that_a_person_mended_is_the_one_compared(
    pair: list[Procedure], their_side: TheirSide, admin: Person
) -> None:
    Correction.objects.create(
        stream=f"procedure:{pair[0].pk}", field="TenTTHC", value="Tên ngắn", made_by=admin.user
    )
    their_side.execute(
        "UPDATE national_stub_procedure SET name = 'Tên ngắn' WHERE code = %s", FIRST
    )
    assert figures(compare(KIND)) == EQUAL


def test_what_is_on_its_way_is_left_out(
    pair: list[Procedure], publish: Callable[..., Procedure]
) -> None:
    publish(FIRST, name="Tên mới")
    comparison = compare(KIND)
    assert figures(comparison) == {"ours": 1, "theirs": 1, "under_way": 1}
    assert OutboxMessage.objects.filter(delivered_at=None).count() == 1


def test_a_procedure_that_changes_while_it_is_compared_is_no_difference(
    pair: list[Procedure],
    publish: Callable[..., Procedure],
    deliverer: Deliverer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def change() -> None:
        publish(FIRST, name="Tên mới", level=3)
        deliver(deliverer)

    with meanwhile(monkeypatch, "portal.national.adapters.rest.RestPortal.procedures", change):
        comparison = compare(KIND)
    assert figures(comparison) == {"ours": 1, "theirs": 1, "under_way": 1}
    assert not OutboxMessage.objects.filter(delivered_at=None).exists()
    assert figures(compare(KIND)) == EQUAL


def test_a_refused_entry_is_not_piled_upon(
    pair: list[Procedure],
    publish: Callable[..., Procedure],
    their_side: TheirSide,
    deliverer: Deliverer,
) -> None:
    their_side.stub.fault("refuse", procedure=FIRST)
    publish(FIRST, name="Tên mới")
    deliverer.run_round()
    assert OutboxMessage.objects.filter(parked_at__isnull=False).count() == 1
    SyncCase.objects.all().delete()
    comparison = compare(KIND)
    assert differences(comparison) == [("name", FIRST, "Tên mới", "Thủ tục 1.000001", False)]
    assert comparison.sent_again == 0
    assert OutboxMessage.objects.filter(delivered_at=None).count() == 1
    assert not SyncCase.objects.filter(kind="difference").exists()


def test_what_was_never_told_is_queued_once(publish: Callable[..., Procedure]) -> None:
    told, never, withdrawn = publish(FIRST), publish(SECOND), publish("1.000003")
    withdraw_procedure(actor=SYSTEM, procedure=withdrawn, reason="QĐ 100/QĐ-UBND")
    OutboxMessage.objects.update(delivered_at="2022-03-22T00:00:00Z")
    OutboxMessage.objects.exclude(stream=f"procedure:{told.pk}").delete()
    assert queue_procedures(actor=SYSTEM) == {never.pk}
    assert queue_procedures(actor=SYSTEM) == set()
    message = OutboxMessage.objects.get(delivered_at=None)
    assert message.payload["procedure"]["code"] == SECOND
    entry = ActionLogEntry.objects.get(action="queue_procedures")
    assert entry.detail == {"procedures": 1}


def test_only_the_system_and_a_provincial_admin_queue(
    publish: Callable[..., Procedure], leader: Person, admin: Person
) -> None:
    publish(FIRST)
    OutboxMessage.objects.update(delivered_at="2022-03-22T00:00:00Z")
    OutboxMessage.objects.all().delete()
    with pytest.raises(NotAllowed):
        queue_procedures(actor=leader.actor)
    assert not OutboxMessage.objects.exists()
    assert len(queue_procedures(actor=admin.actor)) == 1
