"""Open, suspend, resume, close: one client at a clerk's desk."""

from datetime import timedelta

import pytest
from django.http import Http404

from counter.actions.close_intake import close_intake, suspend_intake
from counter.actions.open_intake import AnotherIsOpen, open_intake
from counter.actions.resume_intake import resume_intake
from counter.models import Intake, Ticket
from portal.accounts.roles import Role
from portal.shared import clock
from portal.shared.action_log.models import ActionLogEntry
from portal.shared.errors import InvalidInput, NotAllowed, Refusal, StalePage
from tests.counter.intake_world import fresh, opened
from tests.world import Person, make_staff


def ticket_at(clerk: Person, *, state: str = "called", number: int = 7) -> Ticket:
    now = clock.now()
    return Ticket.objects.create(
        agency=clerk.agency, day=clock.today(), purpose="file", number=number, state=state,
        clerk=clerk.user, taken_at=now, line_at=now, called_at=now - timedelta(minutes=1),
    )  # fmt: skip


def colleague_of(clerk: Person) -> Person:
    return make_staff(Role.CLERK, clerk.agency, email="quay2@motcua.example")


def test_a_clerk_has_one_client_at_a_time(clerk: Person) -> None:
    first = opened(clerk)

    with pytest.raises(AnotherIsOpen) as refusal:
        opened(clerk)

    assert str(refusal.value) == (
        f"Bạn đang mở lượt tiếp nhận {first.resume_code}. Hãy kết thúc hoặc tạm dừng lượt đó "
        "trước khi tiếp người khác."
    )
    assert list(Intake.objects.all()) == [first]


def test_the_same_ticket_again_is_the_same_intake(clerk: Person) -> None:
    ticket = ticket_at(clerk)

    first = open_intake(actor=clerk.actor, ticket_key=ticket.key)

    assert open_intake(actor=clerk.actor, ticket_key=ticket.key) == first
    assert ActionLogEntry.objects.filter(action="open_intake").count() == 1


def test_a_ticket_at_another_desk_is_refused(clerk: Person) -> None:
    ticket = ticket_at(colleague_of(clerk))

    with pytest.raises(NotAllowed, match=r"^Số N007 đang ở bàn khác\.$"):
        open_intake(actor=clerk.actor, ticket_key=ticket.key)

    assert not Intake.objects.exists()


def test_a_ticket_that_was_not_called_is_refused(clerk: Person) -> None:
    ticket = ticket_at(clerk, state="waiting")

    with pytest.raises(StalePage, match=r"^Số N007: đang chờ"):
        open_intake(actor=clerk.actor, ticket_key=ticket.key)

    assert not Intake.objects.exists()


def test_closing_ends_the_ticket_and_frees_the_desk(clerk: Person) -> None:
    ticket = ticket_at(clerk)
    intake = open_intake(actor=clerk.actor, ticket_key=ticket.key)
    assert Ticket.objects.get().state == "serving"

    close_intake(actor=clerk.actor, key=intake.key)

    assert Ticket.objects.get().state == "done"


def test_a_ticket_of_another_agency_is_unknown(clerk: Person, clerk_tamtien: Person) -> None:
    ticket = ticket_at(clerk_tamtien)

    with pytest.raises(Http404):
        open_intake(actor=clerk.actor, ticket_key=ticket.key)


def test_only_clerks_open_one(officer: Person) -> None:
    with pytest.raises(NotAllowed):
        open_intake(actor=officer.actor)

    assert not Intake.objects.exists()


def test_closing_wipes_what_was_typed_and_frees_the_clerk(clerk: Person) -> None:
    intake = opened(clerk)
    Intake.objects.filter(pk=intake.pk).update(typed={"q": "049190004747"})

    close_intake(actor=clerk.actor, key=intake.key)

    assert (fresh(intake).state, fresh(intake).typed) == ("closed", {})
    assert opened(clerk) != intake


def test_another_clerk_neither_closes_nor_suspends_it(clerk: Person) -> None:
    intake = opened(clerk)
    colleague = colleague_of(clerk)

    for step in (close_intake, suspend_intake):
        with pytest.raises(Http404):
            step(actor=colleague.actor, key=intake.key)

    assert fresh(intake).state == "open"


def test_a_colleague_resumes_it_with_the_code_as_people_type_it(clerk: Person) -> None:
    intake = opened(clerk)
    suspend_intake(actor=clerk.actor, key=intake.key)
    code, colleague = intake.resume_code, colleague_of(clerk)

    resumed = resume_intake(actor=colleague.actor, code=f" {code[:3].lower()}-{code[3:].lower()} ")

    assert (resumed.pk, resumed.state, resumed.clerk_id) == (
        intake.pk, "open", colleague.user.pk,
    )  # fmt: skip
    with pytest.raises(Refusal, match=r"^Lượt tiếp nhận này đang mở ở bàn khác\.$"):
        resume_intake(actor=clerk.actor, code=code)


def test_another_agency_does_not_learn_that_the_code_is_there(
    clerk: Person, clerk_tamtien: Person
) -> None:
    intake = opened(clerk)
    suspend_intake(actor=clerk.actor, key=intake.key)

    with pytest.raises(InvalidInput, match="Không có lượt tạm dừng nào mang mã này"):
        resume_intake(actor=clerk_tamtien.actor, code=intake.resume_code)

    assert fresh(intake).state == "suspended"


def test_a_closed_one_is_never_resumed(clerk: Person) -> None:
    intake = opened(clerk)
    close_intake(actor=clerk.actor, key=intake.key)

    with pytest.raises(InvalidInput):
        resume_intake(actor=clerk.actor, code=intake.resume_code)


def test_resuming_waits_until_the_present_client_has_left(clerk: Person) -> None:
    first = opened(clerk)
    suspend_intake(actor=clerk.actor, key=first.key)
    second = opened(clerk)

    with pytest.raises(AnotherIsOpen):
        resume_intake(actor=clerk.actor, code=first.resume_code)

    assert (fresh(first).state, fresh(second).state) == ("suspended", "open")
