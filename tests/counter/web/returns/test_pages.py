"""The pages of returns as a clerk uses them."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from counter.actions.prepare_shipment import prepare_shipment
from counter.actions.send_shipment import send_shipment
from counter.models import HandOver, Shipment, Ticket
from dossiers.models import Dossier
from portal.shared import clock
from tests.counter.returns.people import drawn, through, traces
from tests.world import Person, make_staff

LIST = "/counter/returns/"
TICKET = {"by_kiosk": True, "taken_at": datetime(2026, 3, 2, 1, tzinfo=UTC)}


@pytest.fixture
def at_desk(client_as: Callable[[Person], Client], clerk: Person) -> Client:
    return client_as(clerk)


@pytest.fixture
def waiting(make_dossier: Callable[..., Dossier]) -> Dossier:
    return through(make_dossier("completed"), "counter")


def page_of(dossier: Dossier) -> str:
    return f"{LIST}{dossier.code}/"


def sent_form(dossier: Dossier, **changes: str) -> dict[str, str]:
    return {
        "version": str(dossier.version), "receiver": "owner", "checked_by": "card",
        "number": dossier.applicant["identity_number"], "identity_seen": "on",
        "signing": "on_screen", "signature": drawn(), **changes,
    }  # fmt: skip


def test_a_result_is_found_by_everything_a_client_brings(
    at_desk: Client, waiting: Dossier, clerk: Person
) -> None:
    number = waiting.applicant["identity_number"]
    for text in (
        waiting.code, str(waiting.code).lower(), f"https://x/track/?code={waiting.code}", number,
        f"{number}|206123456|Nguyễn Thị Trà|01011990|Nữ|Tam Tiến|01012021",
        f" {number[:3]} {number[3:]} ",
    ):  # fmt: skip
        answer = at_desk.post(LIST, {"q": text})
        assert (text, answer.status_code, answer.get("Location")) == (text, 302, page_of(waiting))


def test_a_ticket_leads_to_who_stands_there(at_desk: Client, waiting: Dossier, clerk) -> None:
    ticket = Ticket.objects.create(
        agency=clerk.agency, day=clock.today(), purpose="collect", number=7,
        line_at=TICKET["taken_at"], **TICKET,
    )  # fmt: skip

    nobody = at_desk.post(LIST, {"q": "t007"})
    assert nobody.status_code == 422
    assert "Số này chưa gắn với người nào" in nobody.content.decode()

    at = clock.now()
    ticket.intakes.create(
        agency=clerk.agency, clerk=clerk.user, citizen=waiting.owner, opened_at=at, saved_at=at,
        resume_code="ABC234",
    )  # fmt: skip
    assert at_desk.post(LIST, {"q": "T007"})["Location"] == page_of(waiting)


def test_what_cannot_be_found_is_said(at_desk: Client, waiting: Dossier) -> None:
    for text in ("", "abc", "000.00.15.H47-200101-0001", "12345", "|||", "\0", "x" * 401):
        answer = at_desk.post(LIST, {"q": text})
        assert (text, answer.status_code) == (text, 422)
    stranger = at_desk.post(LIST, {"q": "049080001111"})
    assert stranger.status_code == 200
    assert "không có kết quả nào chờ trả" in stranger.content.decode()


def test_handed_over_with_a_drawn_signature(at_desk: Client, waiting: Dossier) -> None:
    assert str(waiting.code) in at_desk.get(LIST).content.decode()

    done = at_desk.post(page_of(waiting), sent_form(waiting))
    assert (done.status_code, done["Location"]) == (302, page_of(waiting))

    again = at_desk.post(page_of(waiting), sent_form(waiting))
    assert (again.status_code, again["Location"]) == (302, page_of(waiting))
    assert HandOver.objects.count() == 1
    picture = at_desk.get(f"{page_of(waiting)}signature/")
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/png")
    day = at_desk.get(f"{LIST}day/").content.decode()
    assert f"{page_of(waiting)}signature/" in day
    assert str(waiting.code) not in at_desk.get(LIST).content.decode()
    assert "no-store" in at_desk.get(page_of(waiting))["Cache-Control"]


def test_a_colleague_reads_to_whom_it_went(
    at_desk: Client, client_as: Callable[[Person], Client], waiting: Dossier, clerk: Person
) -> None:
    colleague = make_staff(clerk.actor.role, clerk.agency, email="quay2@motcua.example")
    other = client_as(colleague)
    at_desk.post(page_of(waiting), sent_form(waiting))

    late = other.post(page_of(waiting), sent_form(waiting))

    assert late.status_code == 409
    assert waiting.applicant["full_name"] in late.content.decode()
    assert HandOver.objects.count() == 1


def test_what_was_typed_and_drawn_stays(at_desk: Client, waiting: Dossier) -> None:
    before, signature = traces(waiting), drawn()

    answer = at_desk.post(
        page_of(waiting), sent_form(waiting, number="049080001111", signature=signature)
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "049080001111" in page
    assert signature in page
    assert traces(waiting) == before


def test_a_fee_is_named_before_anything_can_be_typed(
    at_desk: Client, make_dossier: Callable[..., Dossier]
) -> None:
    unpaid = through(make_dossier("completed", level=3), "counter")

    page = at_desk.get(page_of(unpaid)).content.decode()
    assert "Còn 100.000 đ phí, lệ phí chưa nộp" in page
    assert f"/counter/dossiers/{unpaid.code}/take_cash/" in page
    assert "identity_seen" not in page

    before = traces(unpaid)
    answer = at_desk.post(page_of(unpaid), sent_form(unpaid))
    assert answer.status_code == 403
    assert traces(unpaid) == before


def test_the_applicant_reads_the_number_of_the_parcel(
    client_as: Callable[[Person], Client], make_dossier: Callable[..., Dossier], clerk, tra
) -> None:
    by_post = through(make_dossier("completed"), "post")
    mine = client_as(tra)
    prepared = prepare_shipment(
        actor=clerk.actor, code=str(by_post.code), receiver_name="Nguyễn Thị Trà",
        phone="0905123456", address="Thôn 2, Xã Tam Tiến",
    )  # fmt: skip
    assert "Bưu gửi" not in mine.get(f"/me/dossiers/{by_post.code}/").content.decode()

    send_shipment(actor=clerk.actor, key=prepared.key, tracking_number="EB125966888VN")

    page = mine.get(f"/me/dossiers/{by_post.code}/").content.decode()
    assert "EB125966888VN" in page
    assert "Đã giao bưu điện" in page


def test_by_post_from_page_to_page(
    at_desk: Client, make_dossier: Callable[..., Dossier], run_jobs: Callable
) -> None:
    by_post = through(make_dossier("completed"), "post")
    prepare = f"{page_of(by_post)}ship/"
    address = {"receiver_name": "Trà", "phone": "0905123456", "address": "Thôn 2, Xã Tam Tiến"}
    assert at_desk.post(prepare, address | {"phone": "1"}).status_code == 422

    page = at_desk.post(prepare, address)["Location"]

    key = Shipment.objects.get().key
    assert page == f"{LIST}shipments/{key}/"
    waits = at_desk.get(f"{page}label/")
    assert (waits.status_code, waits["Refresh"]) == (200, "2")
    assert run_jobs(queues=["documents"]).count("counter.print_label") == 1
    assert at_desk.get(f"{page}label/")["Content-Type"] == "application/pdf"
    assert at_desk.post(page, {"tracking_number": "?"}).status_code == 422
    assert at_desk.post(page, {"tracking_number": "EB125966888VN"}).status_code == 302
    assert at_desk.post(page, {"tracking_number": "EB125966889VN"}).status_code == 409
    assert "EB125966888VN" in at_desk.get(f"{LIST}shipments/").content.decode()
    assert at_desk.post(f"{page}came_back/").status_code == 302
    assert str(by_post.code) in at_desk.get(LIST).content.decode()


@pytest.mark.parametrize("page", ["day/", "shipments/"])
@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2022-02-30", "9" * 5000])
def test_a_day_that_no_counter_has_seen_is_today(at_desk: Client, page: str, day: str) -> None:
    answer = at_desk.get(LIST + page, {"day": day})

    assert (answer.status_code, answer.context["day"]) == (200, clock.today())
