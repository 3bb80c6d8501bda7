"""Submitting, approving, sending back, calling back, discarding; and who may."""

from datetime import timedelta
from typing import Any

import pytest

from portal.agencies.models import Agency
from portal.national.models import OutboxMessage
from portal.shared import clock
from portal.shared.action_log.models import ActionLogEntry
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from services import revision_rows
from services.actions.approve_draft import approve_draft
from services.actions.call_back_draft import call_back_draft
from services.actions.discard_draft import discard_draft
from services.actions.open_draft import open_draft
from services.actions.publish_revision import publish_revision
from services.actions.rebase_draft import rebase_draft
from services.actions.send_back_draft import send_back_draft
from services.actions.submit_draft import submit_draft
from services.actions.withdraw_procedure import withdraw_procedure
from services.models import DraftEdit, Procedure, Revision, RevisionDraft
from services.validity import beginning_of
from tests.services.drafts import CODE, CONTENT, approved, drafted, edited, submitted
from tests.world import Person

pytestmark = pytest.mark.django_db


def traces() -> list[Any]:
    """What any step would change or send."""
    return [
        list(Procedure.objects.order_by("pk").values("name", "current_revision")),
        list(Revision.objects.order_by("pk").values("state", "in_force")),
        list(RevisionDraft.objects.order_by("pk").values()),
        DraftEdit.objects.count(),
        ActionLogEntry.objects.count(),
        OutboxMessage.objects.count(),
    ]


def test_from_nothing_to_in_force(admin: Person, approver: Person, justice: Agency) -> None:
    draft = submitted(admin.actor, drafted(admin.actor))
    assert (draft.state, draft.submitted_by, draft.applies_from) == ("approval", admin.user, None)
    assert not Revision.objects.exists()

    draft = approved(approver.actor, draft)

    revision = Revision.objects.get()
    assert (draft.state, draft.revision, draft.approved_by) == (
        "published", revision, approver.user,
    )  # fmt: skip
    assert draft.applies_from == clock.today()
    assert (revision.number, revision.state, revision.in_force.upper) == (1, "published", None)
    assert revision_rows.read(revision) == CONTENT
    procedure = Procedure.objects.get()
    assert (procedure.current_revision, procedure.name) == (revision, CONTENT.name)
    told = OutboxMessage.objects.get(kind="procedure").payload["procedure"]
    assert (told["code"], told["revision"], told["in_force"]) == (CODE, 1, True)
    assert list(DraftEdit.objects.order_by("id").values_list("part", "changed")) == [
        ("open", False), ("facts", True), ("submit", False), ("approve", False),
    ]  # fmt: skip
    assert list(ActionLogEntry.objects.order_by("id").values_list("action", flat=True)) == [
        "create_procedure", "submit_draft", "approve_draft", "publish_revision",
    ]  # fmt: skip


def test_what_is_missing_is_named(admin: Person, justice: Agency) -> None:
    draft = drafted(
        admin.actor, legal_basis=(), results=(), handling_agency_code="000.00.99.H47",
        eform={"sections": [{"key": "a"}]}, sector="Không có",
    )  # fmt: skip
    before = traces()
    with pytest.raises(InvalidInput) as refusal:
        submitted(admin.actor, draft)
    assert {
        "facts.legal_basis", "facts.results", "facts.handling_agency_code", "facts.sector",
    } <= set(refusal.value.errors)  # fmt: skip
    assert any(place.startswith("form.") for place in refusal.value.errors)
    assert traces() == before


def test_a_day_that_has_passed_is_refused(admin: Person, approver: Person, justice: Agency) -> None:
    draft, yesterday = drafted(admin.actor), clock.today() - timedelta(days=1)
    with pytest.raises(InvalidInput) as refusal:
        submitted(admin.actor, draft, applies_from=yesterday)
    assert set(refusal.value.errors) == {"applies_from"}
    draft = submitted(admin.actor, draft, applies_from=clock.today())
    before = traces()
    with pytest.raises(InvalidInput) as refusal:
        approved(approver.actor, draft, applies_from=yesterday)
    assert set(refusal.value.errors) == {"applies_from"}
    assert traces() == before


def test_nothing_new_is_not_submitted(procedure: Procedure, admin: Person) -> None:
    draft = open_draft(actor=admin.actor, procedure=procedure)
    with pytest.raises(InvalidInput) as refusal:
        submitted(admin.actor, draft)
    assert refusal.value.errors == {
        "content": "Bản soạn thảo không khác gì phiên bản 1 đang áp dụng."
    }


def test_a_published_key_keeps_its_type(
    procedure: Procedure, admin: Person, approver: Person
) -> None:
    field = {"key": "full_name", "type": "date", "label": "Ngày sinh"}
    other = {"sections": [{"key": "applicant", "title": "Người nộp", "fields": [field]}]}
    draft = edited(admin.actor, open_draft(actor=admin.actor, procedure=procedure), eform=other)
    before = traces()
    with pytest.raises(InvalidInput) as refusal:
        submitted(admin.actor, draft)
    assert list(refusal.value.errors) == ["form.full_name"]
    assert "đã công bố ở phiên bản 1" in str(refusal.value)
    assert traces() == before


@pytest.mark.parametrize("who", ["editor", "submitter", "beginner"])
def test_four_eyes(who: str, admin: Person, approver: Person, justice: Agency) -> None:
    begins, edits, submits = {
        "editor": (approver, admin, approver),
        "submitter": (approver, approver, admin),
        "beginner": (admin, approver, approver),
    }[who]
    draft = drafted(begins.actor)
    draft = edited(edits.actor, draft, name="Tên khác")
    draft = submitted(submits.actor, draft)
    before = traces()

    with pytest.raises(NotAllowed, match="Người khác phải duyệt"):
        approved(admin.actor, draft)

    assert traces() == before


def test_who_only_opened_it_may_approve(
    procedure: Procedure, admin: Person, approver: Person
) -> None:
    draft = open_draft(actor=approver.actor, procedure=procedure)
    draft = submitted(admin.actor, edited(admin.actor, draft, time_value=7))
    assert approved(approver.actor, draft).state == "published"


@pytest.mark.parametrize("role", ["clerk", "officer", "leader", "auditor", "tra"])
def test_others_do_nothing(
    role: str, admin: Person, justice: Agency, request: pytest.FixtureRequest
) -> None:
    actor = request.getfixturevalue(role).actor
    draft = drafted(admin.actor)
    pk, version = draft.pk, draft.version
    before = traces()
    for deed in (
        lambda: submit_draft(actor=actor, draft_id=pk, version=version),
        lambda: approve_draft(actor=actor, draft_id=pk, version=version),
        lambda: send_back_draft(actor=actor, draft_id=pk, reason="x"),
        lambda: call_back_draft(actor=actor, draft_id=pk, reason="x"),
        lambda: discard_draft(actor=actor, draft_id=pk, reason="x"),
        lambda: rebase_draft(actor=actor, draft_id=pk, version=version),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert traces() == before


def test_a_step_out_of_turn_changes_nothing(
    admin: Person, approver: Person, justice: Agency
) -> None:
    draft = drafted(admin.actor)
    pk, version = draft.pk, draft.version
    before = traces()
    for deed in (
        lambda: approve_draft(actor=approver.actor, draft_id=pk, version=version),
        lambda: send_back_draft(actor=approver.actor, draft_id=pk, reason="x"),
        lambda: call_back_draft(actor=approver.actor, draft_id=pk, reason="x"),
        lambda: submit_draft(actor=admin.actor, draft_id=pk, version=version - 1),
        lambda: rebase_draft(actor=admin.actor, draft_id=pk, version=version),
    ):
        with pytest.raises(StalePage):
            deed()
    assert traces() == before


def test_sent_back_with_a_reason_and_handed_in_again(
    admin: Person, approver: Person, justice: Agency
) -> None:
    draft = submitted(admin.actor, drafted(admin.actor))
    seen = draft.version
    with pytest.raises(InvalidInput):
        send_back_draft(actor=approver.actor, draft_id=draft.pk, reason=" ")
    draft = send_back_draft(actor=approver.actor, draft_id=draft.pk, reason="Thiếu lệ phí")
    assert (draft.state, draft.reason, draft.is_editable) == ("draft", "Thiếu lệ phí", True)
    draft = submitted(admin.actor, edited(admin.actor, draft, time_value=8))
    assert draft.reason == ""

    with pytest.raises(StalePage, match="đã sửa bản soạn thảo"):
        approve_draft(actor=approver.actor, draft_id=draft.pk, version=seen)
    assert not Revision.objects.exists()


def test_approved_for_a_later_day_and_called_back(
    procedure: Procedure, admin: Person, approver: Person
) -> None:
    day = clock.today() + timedelta(days=5)
    draft = edited(admin.actor, open_draft(actor=admin.actor, procedure=procedure), time_value=7)
    draft = submitted(admin.actor, draft, applies_from=day)
    draft = approved(approver.actor, draft, applies_from=day)

    first, second = Revision.objects.order_by("number")
    assert (draft.state, draft.revision) == ("approved", second)
    assert (first.state, second.state) == ("published", "scheduled")
    assert first.in_force.upper == second.in_force.lower == beginning_of(day)
    assert second.in_force.upper is None
    assert Procedure.objects.get().current_revision == first
    assert OutboxMessage.objects.filter(kind="procedure").count() == 1  # nothing new is told
    other = CONTENT.as_json() | {"time_value": 3}
    with pytest.raises(StalePage, match="thu hồi"):
        publish_revision(
            actor=admin.actor, procedure=procedure, handling=None,
            content=type(CONTENT).from_json(other),
        )  # fmt: skip
    with pytest.raises(StalePage, match="thu hồi"):
        withdraw_procedure(actor=admin.actor, procedure=procedure, reason="x")

    draft = call_back_draft(actor=admin.actor, draft_id=draft.pk, reason="Luật hoãn lại")

    first = Revision.objects.get()
    assert (first.state, first.in_force.upper) == ("published", None)
    assert (draft.state, draft.revision, draft.approved_by) == ("draft", None, None)
    assert edited(admin.actor, draft, time_value=6).version == draft.version + 1


def test_a_draft_of_an_older_revision_is_compared_anew(
    procedure: Procedure, admin: Person, approver: Person
) -> None:
    draft = open_draft(actor=admin.actor, procedure=procedure)
    draft = submitted(admin.actor, edited(admin.actor, draft, time_value=7))
    other = type(CONTENT).from_json(CONTENT.as_json() | {"time_value": 3})
    newer = publish_revision(actor=admin.actor, procedure=procedure, handling=None, content=other)
    before = traces()
    with pytest.raises(StalePage, match="Phiên bản 2"):
        approved(approver.actor, draft)
    assert traces() == before

    draft = send_back_draft(actor=approver.actor, draft_id=draft.pk, reason="Có phiên bản mới")
    draft = rebase_draft(actor=admin.actor, draft_id=draft.pk, version=draft.version)
    assert (draft.base_revision, draft.content.time_value) == (newer, 7)
    draft = approved(approver.actor, submitted(admin.actor, draft))
    assert list(Revision.objects.order_by("number").values_list("number", "state")) == [
        (1, "superseded"), (2, "superseded"), (3, "published"),
    ]  # fmt: skip


def test_withdrawn_after_the_submission(
    procedure: Procedure, admin: Person, approver: Person
) -> None:
    draft = open_draft(actor=admin.actor, procedure=procedure)
    draft = submitted(admin.actor, edited(admin.actor, draft, time_value=7))
    withdraw_procedure(actor=approver.actor, procedure=procedure, reason="QĐ 1")
    with pytest.raises(StalePage, match="bãi bỏ sau khi trình"):
        approved(approver.actor, draft)
    draft = send_back_draft(actor=approver.actor, draft_id=draft.pk, reason="Đã bãi bỏ")
    draft = approved(approver.actor, submitted(admin.actor, draft))
    assert list(Revision.objects.order_by("number").values_list("number", "state")) == [
        (1, "withdrawn"), (2, "published"),
    ]  # fmt: skip


def test_discarded(procedure: Procedure, admin: Person) -> None:
    draft = open_draft(actor=admin.actor, procedure=procedure)
    with pytest.raises(InvalidInput):
        discard_draft(actor=admin.actor, draft_id=draft.pk, reason="")
    draft = discard_draft(actor=admin.actor, draft_id=draft.pk, reason="Mở nhầm")
    assert (draft.state, draft.reason) == ("discarded", "Mở nhầm")
    assert open_draft(actor=admin.actor, procedure=procedure).pk != draft.pk
    assert Revision.objects.get().state == "published"
