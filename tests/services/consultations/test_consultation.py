"""Users are asked before a procedure is published: opening, opinions, the end, the answer."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from portal.accounts.actor import SYSTEM
from portal.notifications.models import Notice
from portal.shared import clock
from portal.shared.action_log.models import ActionLogEntry
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from services import consultation_queries as queries
from services.actions.answer_consultation import answer_consultation, answer_mark
from services.actions.discard_draft import discard_draft
from services.actions.end_consultation import end_consultation
from services.actions.end_due_consultations import end_due_consultations
from services.actions.give_opinion import give_opinion, mark_of
from services.actions.open_consultation import open_consultation
from services.actions.tell_outcomes import tell_outcomes
from services.models import Consultation, DraftEdit, Opinion, RevisionDraft
from services.tasks import follow_consultations
from tests.services.drafts import CONTENT, approved, edited, submitted
from tests.world import Person

pytestmark = pytest.mark.django_db
PutUp = Callable[..., Consultation]
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def later(consultation: Consultation, **more: int) -> datetime:
    """A moment after its days are over."""
    return consultation.closes_at + timedelta(**more)


def opinion(person: Person, consultation: Consultation, **said: Any) -> Opinion:
    words = {"stance": "agree", "comment": "", **said}
    return give_opinion(actor=person.actor, key=consultation.key, **words)


def test_it_is_open_until_the_end_of_the_last_day(put_up: PutUp, draft: RevisionDraft) -> None:
    with clock.pinned(datetime(2022, 3, 22, 9, 30, tzinfo=HANOI)):
        found = put_up(days=14)

    assert found.closes_at == datetime(2022, 4, 6, tzinfo=HANOI)
    assert queries.last_day(found).astimezone(HANOI).day == 5
    assert RevisionDraft.objects.get(pk=draft.pk).state == "consultation"
    assert (found.content_json, found.version) == (draft.content_json, draft.version)
    assert DraftEdit.objects.latest("pk").words == "Lấy ý kiến người dân đến hết ngày 05/04/2022"
    assert not DraftEdit.objects.latest("pk").changed


def test_the_draft_is_not_edited_meanwhile(
    put_up: PutUp, admin: Person, draft: RevisionDraft
) -> None:
    put_up()
    with pytest.raises(NotAllowed):
        edited(admin.actor, draft, time_value=7)
    assert RevisionDraft.objects.get(pk=draft.pk).content.time_value == 8


@pytest.mark.parametrize("days", [None, -1, 0, 2, 91, 10**9])
def test_days_out_of_bounds(put_up: PutUp, days: Any, draft: RevisionDraft) -> None:
    with pytest.raises(InvalidInput) as refusal:
        put_up(days=days)
    assert refusal.value.errors == {"days": "Nhập số ngày lấy ý kiến, từ 3 đến 90 ngày."}
    _nothing_happened(draft)


def test_a_question_that_is_too_long(put_up: PutUp, draft: RevisionDraft) -> None:
    with pytest.raises(InvalidInput) as refusal:
        put_up(question="x" * 1001)
    assert list(refusal.value.errors) == ["question"]
    _nothing_happened(draft)


def test_an_unfinished_draft_is_not_put_up(
    put_up: PutUp, admin: Person, draft: RevisionDraft
) -> None:
    edited(admin.actor, draft, results=())
    with pytest.raises(InvalidInput) as refusal:
        put_up()
    assert refusal.value.errors == {"facts.results": "Nêu kết quả của thủ tục."}
    _nothing_happened(draft)


def test_a_draft_without_a_difference_is_not_put_up(
    put_up: PutUp, admin: Person, draft: RevisionDraft
) -> None:
    edited(admin.actor, draft, time_value=CONTENT.time_value)
    with pytest.raises(InvalidInput) as refusal:
        put_up()
    assert list(refusal.value.errors) == ["content"]
    _nothing_happened(draft)


def test_who_may_not(put_up: PutUp, clerk: Person, tra: Person, draft: RevisionDraft) -> None:
    for person in (clerk, tra):
        with pytest.raises(NotAllowed):
            open_consultation(actor=person.actor, draft_id=draft.pk, version=draft.version, days=14)
    _nothing_happened(draft)
    found = put_up()
    before = _state_of(found)
    for person in (clerk, tra):
        with pytest.raises(NotAllowed):
            end_consultation(actor=person.actor, consultation_id=found.pk, reason="Tôi muốn thế")
        with pytest.raises(NotAllowed):
            answer_consultation(actor=person.actor, consultation_id=found.pk, answer="Cảm ơn")
    with pytest.raises(NotAllowed):
        opinion(clerk, found)
    assert _state_of(found) == before


def test_a_stale_page_opens_nothing(admin: Person, draft: RevisionDraft) -> None:
    with pytest.raises(StalePage):
        open_consultation(actor=admin.actor, draft_id=draft.pk, version=draft.version - 1, days=14)
    _nothing_happened(draft)


def test_one_opinion_each_that_may_be_changed(put_up: PutUp, tra: Person, lan: Person) -> None:
    found = put_up()
    first = opinion(tra, found, comment="  Tốt ")
    opinion(lan, found, stance="object", comment="8 ngày vẫn lâu", tried_form=True)
    changed = opinion(tra, found, stance="object", comment="Tôi nghĩ lại", seen=mark_of(first))

    assert changed.pk == first.pk
    assert queries.counts_of([found])[found.pk] == queries.Counts(2, 0, 2, 1)
    assert set(Opinion.objects.values_list("stance", "comment", "tried_form")) == {
        ("object", "Tôi nghĩ lại", False),
        ("object", "8 ngày vẫn lâu", True),
    }
    logged = ActionLogEntry.objects.filter(action="give_opinion").latest("pk")
    assert logged.detail == {}


def test_two_tabs_of_one_citizen(put_up: PutUp, tra: Person) -> None:
    found = put_up()
    opinion(tra, found, comment="Từ điện thoại")
    with pytest.raises(StalePage):
        opinion(tra, found, stance="object", comment="Từ máy tính", seen="")
    assert Opinion.objects.get().comment == "Từ điện thoại"


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"stance": ""}, ["stance"]),
        ({"stance": "maybe"}, ["stance"]),
        ({"stance": "object", "comment": "   "}, ["comment"]),
        ({"stance": "agree", "comment": "x" * 2001}, ["comment"]),
    ],
)
def test_an_opinion_that_cannot_be_used(
    put_up: PutUp, tra: Person, said: dict[str, str], wrong: list[str]
) -> None:
    found = put_up()
    with pytest.raises(InvalidInput) as refusal:
        opinion(tra, found, **said)
    assert list(refusal.value.errors) == wrong
    assert not Opinion.objects.exists()


def test_after_the_last_day_nothing_is_taken_though_no_job_has_run(
    put_up: PutUp, tra: Person
) -> None:
    found = put_up()
    with clock.pinned(later(found)), pytest.raises(StalePage):
        opinion(tra, found)
    with clock.pinned(later(found, seconds=-1)):
        opinion(tra, found)
    assert Opinion.objects.count() == 1


def test_the_database_takes_no_opinion_after_the_end(
    put_up: PutUp, admin: Person, tra: Person
) -> None:
    found = put_up()
    given = opinion(tra, found)
    end_consultation(actor=admin.actor, consultation_id=found.pk, reason="Đã đủ ý kiến")
    with pytest.raises(ProgrammingError), transaction.atomic():
        Opinion.objects.filter(pk=given.pk).update(stance="object")
    with pytest.raises(ProgrammingError), transaction.atomic():
        Opinion.objects.filter(pk=given.pk).delete()
    assert Opinion.objects.get().stance == "agree"


def test_what_people_were_shown_never_changes(put_up: PutUp) -> None:
    found = put_up()
    with pytest.raises(ProgrammingError), transaction.atomic():
        Consultation.objects.filter(pk=found.pk).update(content_json={})
    with pytest.raises(IntegrityError), transaction.atomic():
        put_up_again = Consultation(draft=found.draft, content_json={}, version=1)
        put_up_again.closes_at = found.closes_at
        put_up_again.save()


def test_a_late_worker_ends_it_once_and_at_the_moment_promised(
    put_up: PutUp, draft: RevisionDraft
) -> None:
    found = put_up()
    with clock.pinned(later(found, days=40)):
        assert [end_due_consultations(), end_due_consultations()] == [1, 0]
    found.refresh_from_db()
    assert (found.closed_at, found.closed_by, found.end_reason) == (found.closes_at, None, "")
    assert RevisionDraft.objects.get(pk=draft.pk).state == "draft"
    assert DraftEdit.objects.filter(part="consulted").count() == 1
    assert ActionLogEntry.objects.filter(action="end_consultation").count() == 1


def test_the_job_leaves_what_is_not_over(put_up: PutUp, draft: RevisionDraft) -> None:
    found = put_up()
    with clock.pinned(later(found, seconds=-1)):
        assert end_due_consultations() == 0
    assert _state_of(found) == ("consultation", None, 0)


def test_the_job_of_the_worker(
    put_up: PutUp, run_jobs: Callable[..., list[str]], draft: RevisionDraft
) -> None:
    found = put_up()
    with clock.pinned(later(found)):
        follow_consultations.defer(timestamp=0)
        assert run_jobs() == ["services.follow_consultations"]
    assert RevisionDraft.objects.get(pk=draft.pk).state == "draft"


def test_ending_by_hand_needs_a_reason(put_up: PutUp, admin: Person, draft: RevisionDraft) -> None:
    found = put_up()
    with pytest.raises(InvalidInput):
        end_consultation(actor=admin.actor, consultation_id=found.pk, reason="  ")
    assert _state_of(found) == ("consultation", None, 0)
    ended = end_consultation(
        actor=admin.actor, consultation_id=found.pk, reason="Luật mới có hiệu lực"
    )
    assert (ended.end_reason, ended.closed_by_id) == ("Luật mới có hiệu lực", admin.user.pk)
    assert RevisionDraft.objects.get(pk=draft.pk).state == "draft"
    with pytest.raises(StalePage):
        end_consultation(actor=admin.actor, consultation_id=found.pk, reason="Lần nữa")


def test_once_over_an_admin_needs_no_reason(put_up: PutUp, admin: Person) -> None:
    found = put_up()
    with clock.pinned(later(found, hours=2)):
        ended = end_consultation(actor=admin.actor, consultation_id=found.pk)
    assert ended.closed_at == found.closes_at


def test_the_answer(put_up: PutUp, admin: Person, approver: Person) -> None:
    found = put_up()
    with pytest.raises(StalePage):
        answer_consultation(actor=admin.actor, consultation_id=found.pk, answer="Sớm quá")
    end_consultation(actor=admin.actor, consultation_id=found.pk, reason="Đã đủ")
    for text in ("", " ", "x" * 5001):
        with pytest.raises(InvalidInput):
            answer_consultation(actor=admin.actor, consultation_id=found.pk, answer=text)
    first = answer_consultation(actor=admin.actor, consultation_id=found.pk, answer=" Cảm ơn. ")
    assert (first.answer, first.answered_by_id) == ("Cảm ơn.", admin.user.pk)
    with pytest.raises(StalePage):
        answer_consultation(actor=approver.actor, consultation_id=found.pk, answer="Khác")
    second = answer_consultation(
        actor=approver.actor, consultation_id=found.pk, answer="Bổ sung.", seen=answer_mark(first)
    )
    assert second.answer == "Bổ sung."


def test_the_summary_counts_and_tells_what_was_changed_since(
    put_up: PutUp, admin: Person, tra: Person, lan: Person, draft: RevisionDraft
) -> None:
    with clock.pinned(datetime(2022, 3, 22, 9, 30, tzinfo=HANOI)):
        found = put_up(days=14)
    with clock.pinned(datetime(2022, 3, 29, 9, 30, tzinfo=HANOI)):
        opinion(tra, found, stance="object", comment="Nên 7 ngày", tried_form=True)
        opinion(lan, found)
        end_consultation(actor=admin.actor, consultation_id=found.pk, reason="Đã đủ")
    draft.refresh_from_db()
    edited(admin.actor, draft, time_value=7)

    (summary,) = queries.summaries_of(admin.actor, RevisionDraft.objects.get(pk=draft.pk))
    assert summary.counts == queries.Counts(2, 1, 1, 1)
    assert summary.days == 7
    assert [each.text for each in summary.later] == ["Thời hạn 8 ngày làm việc → 7 ngày làm việc"]
    assert [each.comment for each in summary.opinions] == ["", "Nên 7 ngày"]
    assert [each.text for each in queries.changes_of(found)] == [
        "Thời hạn 10 ngày làm việc → 8 ngày làm việc"
    ]


def test_only_admins_read_who_said_what(
    put_up: PutUp, tra: Person, clerk: Person, auditor: Person
) -> None:
    found = put_up()
    opinion(tra, found, comment="Riêng tư")
    for person in (tra, clerk, auditor):
        assert queries.opinions_for(person.actor, found) == []
        assert not queries.for_admins(person.actor).exists()


def test_those_who_gave_an_opinion_are_told_once(
    put_up: PutUp, admin: Person, approver: Person, tra: Person, lan: Person, draft: RevisionDraft
) -> None:
    found = put_up()
    opinion(tra, found, stance="object", comment="Bí mật của tôi")
    opinion(lan, found)
    lan.citizen.email = ""
    lan.citizen.save()
    end_consultation(actor=admin.actor, consultation_id=found.pk, reason="Đã đủ")
    assert tell_outcomes() == 0
    draft.refresh_from_db()
    approved(approver.actor, submitted(admin.actor, draft))
    assert [tell_outcomes(), tell_outcomes()] == [1, 0]

    (mail,) = Notice.objects.all()
    assert (mail.to_email, mail.subject) == (
        tra.citizen.email,
        "Thủ tục 2.000488 bạn đã góp ý: Đã công bố",
    )
    assert f"/consultations/{found.key}/" in mail.text
    for text in (mail.subject, mail.text, mail.html):
        assert "Bí mật" not in text
        assert tra.citizen.full_name not in text


def test_a_discarded_draft_is_told_too(
    put_up: PutUp, admin: Person, tra: Person, draft: RevisionDraft
) -> None:
    found = put_up()
    opinion(tra, found)
    end_consultation(actor=admin.actor, consultation_id=found.pk, reason="Không làm nữa")
    draft.refresh_from_db()
    discard_draft(actor=admin.actor, draft_id=draft.pk, reason="Không làm")
    assert tell_outcomes() == 1
    assert Notice.objects.get().subject == "Thủ tục 2.000488 bạn đã góp ý: Đã bỏ"


def test_a_second_consultation_of_the_same_draft(
    put_up: PutUp, admin: Person, draft: RevisionDraft
) -> None:
    first = put_up()
    end_consultation(actor=SYSTEM, consultation_id=first.pk, reason="Sửa rồi hỏi lại")
    second = put_up()
    assert [each.consultation for each in queries.summaries_of(admin.actor, draft)] == [
        second,
        first,
    ]


def _nothing_happened(draft: RevisionDraft) -> None:
    assert not Consultation.objects.exists()
    assert RevisionDraft.objects.get(pk=draft.pk).state == "draft"
    assert not DraftEdit.objects.filter(part="consult").exists()


def _state_of(consultation: Consultation) -> tuple[str, Any, int]:
    found = Consultation.objects.select_related("draft").get(pk=consultation.pk)
    return found.draft.state, found.closed_at, found.opinions.count()
