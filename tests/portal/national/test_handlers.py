"""The outbox row of a change of state."""

from datetime import UTC, datetime

import pytest

from dossiers.events import StateChanged
from dossiers.models import Dossier, HistoryEntry
from portal.national.handlers import queue_state_change
from portal.national.models import OutboxMessage
from tests.portal.national.conftest import Catalogue, payload

FILED = datetime(2022, 3, 22, 7, 3, tzinfo=UTC)


def change(to_state: str, *, code: str | None) -> StateChanged:
    dossier = Dossier(
        code=code,
        state=to_state,
        procedure_id=1,
        revision_id=3,
        handling_agency_id=2,
        applicant={"full_name": "Nguyễn Thị Trà", "identity_number": "049190000001"},
        filed_at=FILED,
    )
    history = HistoryEntry(
        pk=1,
        at=FILED,
        event="step",
        from_state="draft",
        to_state=to_state,
        actor_name="Nguyễn Thị Trà",
        role="citizen",
    )
    return StateChanged(dossier=dossier, history=history)


@pytest.mark.django_db
def test_one_insert_and_no_other_query(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        queue_state_change(change("submitted", code="000.00.15.H47-220322-0001"))
    message = OutboxMessage.objects.get()
    assert message.stream == "000.00.15.H47-220322-0001"
    assert message.payload["step"]["status"] == 1
    assert message.waits_for == "procedure:1"
    assert message.delivered_at is None


@pytest.mark.django_db
def test_the_payload_is_what_the_delivery_tests_use(catalogue: Catalogue) -> None:
    queue_state_change(change("submitted", code="000.00.15.H47-220322-0001"))
    written = OutboxMessage.objects.get().payload
    expected = payload(catalogue, "000.00.15.H47-220322-0001", 1, "step")
    expected["dossier"] |= {"procedure_id": 1, "revision_id": 3, "handling_agency_id": 2}
    assert written == expected


@pytest.mark.django_db
def test_a_draft_is_nobody_elses_business() -> None:
    queue_state_change(change("draft", code=None))
    assert not OutboxMessage.objects.exists()
