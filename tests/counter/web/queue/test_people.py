"""Kiosk, slip, ticket and wall: for anybody, without an account, with nothing personal."""

from collections.abc import Callable

import pytest
from django.test import Client

from counter.actions.call_next import call_next
from counter.actions.end_ticket import end_ticket
from counter.actions.no_show import no_show
from counter.actions.serve import serve
from counter.models import Desk, Ticket
from counter.web.kiosk.kiosk import TAKING
from portal.agencies.models import Agency
from portal.shared import clock
from tests.world import Person

pytestmark = pytest.mark.django_db
Take = Callable[..., Ticket]


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_number_in_two_touches(client: Client, one_stop: Agency, settings) -> None:
    kiosk = f"/queue/{one_stop.code}/"
    shown = text(client, kiosk)
    assert all(label in shown for label in ("Nộp hồ sơ", "Nhận kết quả", "Hỏi, hướng dẫn"))
    answer = client.post(kiosk, {"purpose": "collect", "kiosk": "1", "is_priority": "1"})

    ticket = Ticket.objects.get()
    assert (ticket.label, ticket.is_priority, ticket.by_kiosk) == ("T001", False, True)
    assert answer["Location"] == f"/queue/tickets/{ticket.key}/slip/?kiosk=1"
    slip = client.get(answer["Location"])
    assert slip["Refresh"] == f"20; url={kiosk}?kiosk=1"
    assert '<p class="slip__number">T001</p>' in slip.content.decode()
    assert "<svg" in slip.content.decode()
    assert "Refresh" not in client.get(f"/queue/tickets/{ticket.key}/slip/")


def test_no_kiosk_where_there_is_no_counter(client: Client, justice: Agency, one_stop) -> None:
    assert client.get(f"/queue/{justice.code}/").status_code == 404
    assert client.get(f"/queue/{justice.code}/wall/").status_code == 404
    assert client.post(f"/queue/{justice.code}/", {"purpose": "ask"}).status_code == 404
    assert client.post(f"/queue/{one_stop.code}/", {"purpose": "x"}).status_code == 422
    assert not Ticket.objects.exists()


def test_nobody_empties_the_roll(client: Client, one_stop: Agency) -> None:
    for _ in range(TAKING.times):
        TAKING.spend("127.0.0.1")
    answer = client.post(f"/queue/{one_stop.code}/", {"purpose": "ask"})
    assert (answer.status_code, Ticket.objects.count()) == (429, 0)


def test_a_full_queue_is_said_and_the_screen_goes_back_to_the_start(
    client: Client, one_stop: Agency, settings
) -> None:
    settings.QUEUE_MOST_WAITING_PER_DESK = 1
    kiosk = f"/queue/{one_stop.code}/"
    assert client.post(kiosk, {"purpose": "ask"}).status_code == 302
    answer = client.post(kiosk, {"purpose": "file", "kiosk": "1"})
    assert (answer.status_code, answer["Refresh"]) == (429, f"20; url={kiosk}?kiosk=1")
    assert "máy tạm ngừng cấp số. Hãy gặp cán bộ một cửa" in answer.content.decode()
    assert "Refresh" not in client.post(kiosk, {"purpose": "file"}), "a phone's page stays"
    assert Ticket.objects.count() == 1


def test_a_ticket_from_the_line_to_the_end(
    client: Client, at: Callable[..., None], seated: Person, take: Take
) -> None:
    first, mine = take(), take()
    address = f"/queue/tickets/{mine.key}/"
    shown = text(client, address)
    assert "Trước bạn còn <strong>1</strong> người." in shown
    assert "Thời gian chờ: khoảng 10–15 phút." in shown

    call_next(actor=seated.actor)
    no_show(actor=seated.actor, key=first.key)
    assert "Bạn là người tiếp theo." in text(client, address)
    call_next(actor=seated.actor)
    assert "Mời đến Bàn 1" in text(client, address)
    serve(actor=seated.actor, key=mine.key)
    assert "Đang phục vụ tại Bàn 1." in text(client, address)
    end_ticket(actor=seated.actor, key=mine.key)
    assert "Đã phục vụ xong." in text(client, address)

    absent = f"/queue/tickets/{first.key}/"
    assert "Tôi đã có mặt" in text(client, absent)
    client.post(f"{absent}back/")
    assert "Bạn là người tiếp theo." in text(client, absent)
    at(minutes=24 * 60)
    assert "Số này của ngày trước" in text(client, absent)


def test_giving_it_back_asks_first(client: Client, take: Take) -> None:
    ticket = take()
    assert "Hủy số N001?" in text(client, f"/queue/tickets/{ticket.key}/leave/")
    ticket.refresh_from_db()
    assert ticket.state == "waiting"
    client.post(f"/queue/tickets/{ticket.key}/leave/")
    assert "Số này đã hủy." in text(client, f"/queue/tickets/{ticket.key}/")


def test_the_wall_shows_numbers_and_desks_and_nobody(
    client: Client, seated: Person, seated2: Person, take: Take, one_stop: Agency
) -> None:
    for _ in range(4):
        take()
    done = call_next(actor=seated.actor)
    serve(actor=seated.actor, key=done.key)
    end_ticket(actor=seated.actor, key=done.key)
    serve(actor=seated.actor, key=call_next(actor=seated.actor).key)
    call_next(actor=seated2.actor)

    answer = client.get(f"/queue/{one_stop.code}/wall/")
    shown = answer.content.decode()
    assert answer["Refresh"] == "5"
    assert [row.label for row in answer.context["now"]] == ["N003", "N002"]
    assert [row.label for row in answer.context["last"]] == ["N001"]
    assert "Bàn 2" in shown and "Đang chờ: <strong>1</strong>" in shown
    assert seated.user.full_name not in shown and str(done.key) not in shown


def test_who_is_awaited_is_never_pushed_off_the_wall(
    client: Client, seated: Person, take: Take, one_stop: Agency
) -> None:
    awaited = take()
    call_next(actor=seated.actor)
    for number in range(11, 19):
        desk = Desk.objects.create(agency=one_stop, number=number)
        ticket = take()
        Ticket.objects.filter(pk=ticket.pk).update(
            state="serving", desk=desk, called_at=clock.now()
        )
    answer = client.get(f"/queue/{one_stop.code}/wall/")
    assert (answer.context["now"][0], len(answer.context["now"])) == (awaited, 6)
