"""The clerk's page of the queue, button by button."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from counter.actions.call_next import call_next
from counter.actions.end_ticket import end_ticket
from counter.actions.make_desks import make_desks
from counter.actions.no_show import no_show
from counter.actions.serve import serve
from counter.actions.take_ticket import take_ticket
from counter.models import Desk, Explanation, Ticket
from portal.accounts.models import StaffRole
from portal.accounts.roles import Role
from portal.agencies.models import Agency
from tests.world import Person

pytestmark = pytest.mark.django_db
QUEUE = "/counter/queue/"
Take = Callable[..., Ticket]


@pytest.fixture
def staff(at: Callable[..., None], seated: Person, client_as: Callable[[Person], Client]) -> Client:
    """The clerk at Bàn 1, signed in."""
    return client_as(seated)


def press(staff: Client, ticket: Ticket, step: str) -> str:
    """Press a button of the ticket; the page that comes."""
    answer = staff.post(f"{QUEUE}tickets/{ticket.key}/{step}/", follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_call_to_end(staff: Client, take: Take) -> None:
    ticket = take()
    called = staff.post(f"{QUEUE}call/", follow=True).content.decode()
    assert "Đã gọi số N001." in called
    assert f'name="ticket" value="{ticket.key}"' in called  # goes to the intake
    assert "Đã gọi 2 lần" in press(staff, ticket, "again")
    assert 'data-elapsed="0"' in press(staff, ticket, "serve")
    assert "Gọi số tiếp theo" in press(staff, ticket, "end")
    assert "Không còn ai chờ." in staff.post(f"{QUEUE}call/", follow=True).content.decode()


def test_the_minutes_warn_and_then_ask_for_an_explanation(
    at: Callable[..., None], staff: Client, take: Take
) -> None:
    ticket, later = take(), take()
    staff.post(f"{QUEUE}call/")
    press(staff, ticket, "serve")
    at(minutes=11, seconds=59)
    assert "desk-client--on_time" in staff.get(QUEUE).content.decode()
    at(minutes=12)
    assert "Còn 3 phút là đến mức 15 phút." in staff.get(QUEUE).content.decode()
    at(minutes=15)
    assert "Đã quá 15 phút." in staff.get(QUEUE).content.decode()

    answer = staff.post(f"{QUEUE}tickets/{ticket.key}/end/")
    form = f"{QUEUE}explanations/{Explanation.objects.get().pk}/"
    assert answer["Location"] == form
    assert staff.post(f"{QUEUE}call/")["Location"] == f"{QUEUE}explanations/"
    assert "Viết giải trình" in staff.get(QUEUE).content.decode()
    refused = staff.post(form, {"text": "Lâu"})
    assert refused.status_code == 422
    assert "ít nhất 10 ký tự" in refused.content.decode()
    assert ">Lâu</textarea>" in refused.content.decode()
    later.refresh_from_db()
    assert later.state == "waiting"

    staff.post(form, {"text": "Khách thiếu giấy tờ, phải hướng dẫn lại."})
    staff.post(f"{QUEUE}call/")
    later.refresh_from_db()
    assert later.state == "called"
    assert "Khách thiếu giấy tờ" in staff.get(f"{QUEUE}figures/").content.decode()


def test_a_number_from_the_desk_may_go_first(staff: Client, take: Take) -> None:
    take()
    staff.post(f"{QUEUE}take/", {"purpose": "collect", "is_priority": "1"})
    staff.post(f"{QUEUE}call/")
    assert Ticket.objects.get(state="called").label == "T001"
    slip = staff.post(f"{QUEUE}take/", {"purpose": "ask", "then": "print"})
    assert slip["Location"] == f"/queue/tickets/{Ticket.objects.get(purpose='ask').key}/slip/"


def test_sending_on_says_what_is_missing_and_keeps_the_reason(staff: Client, take: Take) -> None:
    ticket = take()
    staff.post(f"{QUEUE}call/")
    address = f"{QUEUE}tickets/{ticket.key}/transfer/"
    refused = staff.post(address, {"to": "desk:99999", "reason": "Cần bàn tư pháp"})
    assert refused.status_code == 422
    assert "Bàn này không có người." in refused.content.decode()
    assert 'value="Cần bàn tư pháp"' in refused.content.decode()
    assert staff.post(address, {"to": "line:ask"})["Location"] == QUEUE
    ticket.refresh_from_db()
    assert (ticket.state, ticket.line) == ("waiting", "ask")


def test_desks(staff: Client, desks: list[Desk], seated2: Person) -> None:
    shown = staff.get(f"{QUEUE}desks/").content.decode()
    assert "Rời Bàn 1" in shown and seated2.user.full_name in shown and "Nhận Bàn 3" in shown
    taken = staff.post(f"{QUEUE}desks/{desks[1].pk}/take/", follow=True).content.decode()
    assert "Bàn 2 đang có người khác nhận." in taken
    staff.post(f"{QUEUE}desks/leave/")
    assert "Bạn chưa nhận bàn hôm nay." in staff.get(QUEUE).content.decode()


def test_a_clerk_of_two_agencies_works_where_the_desk_is(
    staff: Client, seated: Person, tam_tien: Agency, take: Take
) -> None:
    StaffRole.objects.create(user=seated.user, role=Role.CLERK, agency=tam_tien)
    make_desks(agency=tam_tien, count=1)
    take()
    theirs = take_ticket(actor=None, agency=tam_tien, purpose="collect")
    staff.post(f"{QUEUE}desks/{Desk.objects.get(agency=tam_tien).pk}/take/")
    staff.post(f"{QUEUE}call/")
    assert Ticket.objects.get(state="called") == theirs


def test_the_number_of_queries_does_not_grow_with_the_line(
    staff: Client, seated: Person, take: Take
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            staff.get(QUEUE)
        return len(counted)

    for _ in range(3):
        ticket = take()
        call_next(actor=seated.actor)
        serve(actor=seated.actor, key=ticket.key)
        end_ticket(actor=seated.actor, key=ticket.key)
    absent = take()
    call_next(actor=seated.actor)
    no_show(actor=seated.actor, key=absent.key)
    take()
    few = queries()
    for _ in range(55):
        take()
    assert queries() == few
    assert "và 6 người nữa." in staff.get(QUEUE).content.decode()
