"""A filed dossier is bound by its revision; the citizen's consent is the only way to another."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.http import Http404

from dossiers.actions.answer_move import agree_to_move, decline_move
from dossiers.actions.ask_move import ask_move
from dossiers.models import Dossier, HistoryEntry, RevisionMove
from portal.notifications.models import Notice
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from services.models import Revision
from tests.dossiers.second_revision import publish_second
from tests.jobs import run_due_jobs
from tests.world import Person

pytestmark = pytest.mark.django_db

REASON = "Quy định mới có lợi hơn cho công dân."


@pytest.fixture
def dossier(make_dossier: Callable[..., Dossier]) -> Dossier:
    return make_dossier("processing")


@pytest.fixture
def second(dossier: Dossier, make_revision: Callable[..., Revision]) -> Revision:
    return publish_second(make_revision)


def typed(**answers: Any) -> Callable[..., dict[str, Any]]:
    return lambda _eform, _answers: answers


def unchanged(dossier: Dossier) -> bool:
    now = Dossier.objects.get(pk=dossier.pk)
    return (now.revision_id, now.answers) == (dossier.revision_id, dossier.answers)


def test_the_database_itself_keeps_a_filed_dossier_under_its_revision(
    dossier: Dossier, second: Revision
) -> None:
    with pytest.raises(ProgrammingError, match="a filed dossier is frozen"), transaction.atomic():
        Dossier.objects.filter(pk=dossier.pk).update(revision=second)
    with pytest.raises(ProgrammingError, match="a filed dossier is frozen"), transaction.atomic():
        Dossier.objects.filter(pk=dossier.pk).update(answers={})
    assert unchanged(dossier)


def test_asked_only_it_stays(dossier: Dossier, second: Revision, officer: Person) -> None:
    ask_move(actor=officer.actor, code=str(dossier.code), reason=REASON)
    assert unchanged(dossier)
    with pytest.raises(ProgrammingError, match="a filed dossier is frozen"), transaction.atomic():
        Dossier.objects.filter(pk=dossier.pk).update(revision=second)


def test_agreed_it_goes_over_and_what_was_filed_is_kept(
    dossier: Dossier, second: Revision, officer: Person, tra: Person
) -> None:
    code = str(dossier.code)
    ask_move(actor=officer.actor, code=code, reason=REASON)
    agree_to_move(actor=tra.actor, code=code, typed=typed(reason="Đi làm"))
    now = Dossier.objects.get(pk=dossier.pk)
    assert now.revision == second
    assert now.answers == {
        "full_name": dossier.answers["full_name"], "phone": dossier.answers["phone"],
        "purpose": "Xin việc làm", "reason": "Đi làm",
    }  # fmt: skip
    assert (now.state, now.due_at, now.quote, now.fee_vnd) == (
        dossier.state, dossier.due_at, dossier.quote, dossier.fee_vnd,
    )  # fmt: skip
    move = RevisionMove.objects.get()
    assert move.answers_before == dossier.answers
    assert move.left == [{"label": "Số bản", "text": "1"}]
    steps = HistoryEntry.objects.filter(dossier=dossier).order_by("-id")[:2]
    assert [(step.event, step.role, step.reason) for step in steps] == [
        ("agree_to_move", "citizen", ""), ("ask_move", "officer", REASON),
    ]  # fmt: skip


def test_an_agreement_is_good_for_one_move_only(
    dossier: Dossier, second: Revision, officer: Person, tra: Person
) -> None:
    code, first = str(dossier.code), dossier.revision
    ask_move(actor=officer.actor, code=code, reason=REASON)
    agree_to_move(actor=tra.actor, code=code, typed=typed(reason="Đi làm"))
    with pytest.raises(ProgrammingError, match="a filed dossier is frozen"), transaction.atomic():
        Dossier.objects.filter(pk=dossier.pk).update(revision=first)


def test_what_the_new_form_needs_is_asked_first(
    dossier: Dossier, second: Revision, officer: Person, tra: Person
) -> None:
    code = str(dossier.code)
    ask_move(actor=officer.actor, code=code, reason=REASON)
    with pytest.raises(InvalidInput) as refusal:
        agree_to_move(actor=tra.actor, code=code, typed=typed())
    assert refusal.value.errors == {"reason": "Hãy điền “Lý do cụ thể”."}
    assert unchanged(dossier)
    assert RevisionMove.objects.get().is_open


def test_declined_it_stays_for_good(
    dossier: Dossier, second: Revision, officer: Person, tra: Person
) -> None:
    code = str(dossier.code)
    ask_move(actor=officer.actor, code=code, reason=REASON)
    decline_move(actor=tra.actor, code=code)
    assert unchanged(dossier)
    with pytest.raises(StalePage):
        agree_to_move(actor=tra.actor, code=code, typed=typed(reason="Đi làm"))
    assert unchanged(dossier)


def test_nobody_agrees_for_the_citizen(
    dossier: Dossier, second: Revision, officer: Person, lan: Person, clerk: Person
) -> None:
    code = str(dossier.code)
    ask_move(actor=officer.actor, code=code, reason=REASON)
    for stranger, refusal in ((lan, Http404), (officer, NotAllowed), (clerk, NotAllowed)):
        with pytest.raises(refusal):
            agree_to_move(actor=stranger.actor, code=code, typed=typed(reason="Đi làm"))
    assert unchanged(dossier)


def test_who_may_ask(
    dossier: Dossier, second: Revision, clerk: Person, tra: Person, admin: Person
) -> None:
    code = str(dossier.code)
    for stranger, refusal in ((clerk, NotAllowed), (tra, NotAllowed), (admin, Http404)):
        with pytest.raises(refusal):
            ask_move(actor=stranger.actor, code=code, reason=REASON)
    assert not RevisionMove.objects.exists()


def test_a_reason_is_needed_and_one_question_at_a_time(
    dossier: Dossier, second: Revision, officer: Person
) -> None:
    code = str(dossier.code)
    with pytest.raises(InvalidInput):
        ask_move(actor=officer.actor, code=code, reason="  ")
    assert not RevisionMove.objects.exists()
    ask_move(actor=officer.actor, code=code, reason=REASON)
    with pytest.raises(StalePage, match="Đã hỏi công dân rồi"):
        ask_move(actor=officer.actor, code=code, reason=REASON)
    assert RevisionMove.objects.count() == 1


def test_there_is_nothing_to_ask_without_a_newer_revision(
    dossier: Dossier, officer: Person
) -> None:
    with pytest.raises(StalePage, match="đã theo phiên bản đang áp dụng"):
        ask_move(actor=officer.actor, code=str(dossier.code), reason=REASON)
    assert not RevisionMove.objects.exists()


def test_published_once_more_the_question_is_old(
    dossier: Dossier,
    second: Revision,
    make_revision: Callable[..., Revision],
    officer: Person,
    tra: Person,
) -> None:
    code = str(dossier.code)
    ask_move(actor=officer.actor, code=code, reason=REASON)
    publish_second(make_revision, time_value=9)
    with pytest.raises(StalePage, match="thay đổi lần nữa"):
        agree_to_move(actor=tra.actor, code=code, typed=typed(reason="Đi làm"))
    assert unchanged(dossier)


def test_the_citizen_is_told_by_mail(dossier: Dossier, second: Revision, officer: Person) -> None:
    ask_move(actor=officer.actor, code=str(dossier.code), reason=REASON)
    run_due_jobs(queues=["mail"])
    asked = HistoryEntry.objects.get(dossier=dossier, event="ask_move")
    notice = Notice.objects.get(key=f"history:{asked.pk}")
    assert "đề nghị chuyển hồ sơ sang quy định mới" in notice.text
    assert REASON not in notice.text
