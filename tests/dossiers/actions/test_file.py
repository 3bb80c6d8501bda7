"""Filing: the code, what is frozen, the fee, once only."""

from collections.abc import Callable

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from dossiers.actions.file import file
from dossiers.actions.save_answers import save_answers
from dossiers.models import Attachment, CodeCounter, Document, Dossier, HistoryEntry
from payments.queries import obligation_of
from portal.accounts.actor import SYSTEM
from portal.national.models import OutboxMessage
from portal.shared.action_log.models import ActionLogEntry
from portal.shared.errors import InvalidInput
from services.actions.withdraw_procedure import withdraw_procedure
from tests.dossiers.clock.test_calendar import at
from tests.world import Person

pytestmark = pytest.mark.django_db
MakeDraft = Callable[..., Dossier]


@time_machine.travel(at("2022-03-22 09:30"), tick=False)
def test_filing_gives_a_code_and_freezes(complete_draft: MakeDraft, tra: Person) -> None:
    dossier = file(actor=tra.actor, key=complete_draft().key)
    dossier.refresh_from_db()
    assert dossier.code == "000.00.15.H47-220322-0001"
    assert dossier.answers == {
        "full_name": "Nguyễn Thị Trà", "phone": "0905123456",
        "purpose": "Xin việc làm", "copies": 1,
    }  # fmt: skip
    assert dossier.applicant["identity_number"] == "049190004747"
    assert dossier.applicant["address"] == "Thôn Hà Quang, Xã Tam Tiến, Huyện Núi Thành"
    assert dossier.lookup_digits == "4747"
    assert dossier.filed_at == at("2022-03-22 09:30")
    assert (dossier.quote["subtotal_vnd"], dossier.quote["total_vnd"]) == (200_000, 100_000)
    assert dossier.fee_vnd == 100_000


def test_level_4_with_a_fee_waits_for_the_money(complete_draft: MakeDraft, tra: Person) -> None:
    dossier = file(actor=tra.actor, key=complete_draft().key)
    assert dossier.state == "payment_required"
    assert list(dossier.history.values_list("event", "from_state", "to_state")) == [
        ("file", "draft", "submitted"),
        ("require_payment", "submitted", "payment_required"),
    ]
    obligation = obligation_of(dossier.subject)
    assert obligation is not None
    assert (obligation.amount_vnd, obligation.state) == (100_000, "due")
    assert _national_codes(dossier) == [1, 6]


@pytest.mark.parametrize(
    ("revision", "fee_vnd", "owes"),
    [
        ({"fee_vnd": 0}, 0, False),
        ({"level": 3}, 100_000, True),  # pays at the counter
        ({"fee_vnd": 20_000}, 10_000, True),  # under the provider's minimum
    ],
)
def test_what_does_not_wait_for_money(
    complete_draft: MakeDraft, tra: Person, revision: dict[str, int], fee_vnd: int, owes: bool
) -> None:
    dossier = file(actor=tra.actor, key=complete_draft(**revision).key)
    assert (dossier.state, dossier.fee_vnd) == ("submitted", fee_vnd)
    assert (obligation_of(dossier.subject) is not None) is owes
    assert _national_codes(dossier) == [1]


def test_filing_twice_files_once(complete_draft: MakeDraft, tra: Person) -> None:
    key = complete_draft().key
    first = file(actor=tra.actor, key=key)
    before = _counts()
    second = file(actor=tra.actor, key=key)
    assert second.code == first.code
    assert _counts() == before


def test_a_missing_answer_and_a_missing_paper_are_named(
    complete_draft: MakeDraft, tra: Person
) -> None:
    draft = complete_draft()
    save_answers(actor=tra.actor, key=draft.key, typed={"purpose": ""})
    Attachment.objects.update(state=Attachment.State.REMOVED)
    before = _counts()
    with pytest.raises(InvalidInput) as refusal:
        file(actor=tra.actor, key=draft.key)
    assert set(refusal.value.errors) == {"purpose", "paper-cccd"}
    assert refusal.value.errors["paper-cccd"] == "Tải lên tệp cho “Bản chụp thẻ căn cước”."
    assert _counts() == before
    assert Dossier.objects.get().state == "draft"


def test_a_failed_filing_gives_its_number_back(
    complete_draft: MakeDraft, tra: Person, lan: Person
) -> None:
    failing, filed = complete_draft(tra), complete_draft(lan)
    with pytest.raises(RuntimeError), transaction.atomic():
        file(actor=tra.actor, key=failing.key)
        raise RuntimeError
    assert str(file(actor=lan.actor, key=filed.key).code).endswith("-0001")
    assert str(file(actor=tra.actor, key=failing.key).code).endswith("-0002")


def test_a_draft_of_a_withdrawn_procedure_is_kept_and_refused(
    complete_draft: MakeDraft, make_revision: Callable, tra: Person
) -> None:
    draft = complete_draft()
    withdraw_procedure(actor=SYSTEM, procedure=draft.procedure, reason="QĐ 100/QĐ-UBND")
    before = _counts()
    with pytest.raises(InvalidInput) as refusal:
        file(actor=tra.actor, key=draft.key)
    assert set(refusal.value.errors) == {"procedure"}
    assert str(refusal.value).startswith("Thủ tục này đã bãi bỏ nên không nộp hồ sơ được.")
    assert _counts() == before
    assert Dossier.objects.values("state", "revision_id").get() == {
        "state": "draft",
        "revision_id": draft.revision_id,
    }


@pytest.mark.parametrize(
    "change",
    [
        "answers = '{}'", "quote = '{}'", "applicant = '{}'", "code = 'x'", "filed_at = now()",
        "owner_id = owner_id + 1", "revision_id = revision_id + 1",
    ],
)  # fmt: skip
def test_the_database_keeps_a_filed_dossier_frozen(
    complete_draft: MakeDraft, tra: Person, change: str
) -> None:
    file(actor=tra.actor, key=complete_draft().key)
    with (
        pytest.raises(DatabaseError, match="frozen"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE dossiers_dossier SET {change}")


def test_the_database_keeps_history(complete_draft: MakeDraft, tra: Person) -> None:
    file(actor=tra.actor, key=complete_draft().key)
    for change in (lambda rows: rows.update(reason="x"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(HistoryEntry.objects.all())


def test_under_a_revision_that_was_replaced_nothing_is_filed(
    complete_draft: MakeDraft, make_revision: Callable, tra: Person
) -> None:
    draft = complete_draft()
    make_revision(fee_vnd=900_000)
    before = _counts()
    with pytest.raises(InvalidInput) as refusal:
        file(actor=tra.actor, key=draft.key)
    assert list(refusal.value.errors) == ["procedure"]
    assert _counts() == before


def _national_codes(dossier: Dossier) -> list[int]:
    messages = OutboxMessage.objects.filter(stream=dossier.code).order_by("id")
    return [message.payload["step"]["status"] for message in messages]


def _counts() -> tuple[int, ...]:
    models = (Dossier, HistoryEntry, OutboxMessage, ActionLogEntry, CodeCounter, Document)
    return tuple(model.objects.count() for model in models)
