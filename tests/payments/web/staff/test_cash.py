"""The pages of a till, as clerks and leaders use them."""

import time
from datetime import timedelta

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY

from dossiers.actions.take_cash import take_cash
from dossiers.models import Dossier
from payments.actions.close_cash_day import close_cash_day
from payments.actions.open_cash_day import open_cash_day
from payments.errors import NothingDue
from payments.models import CashDay, LedgerEntry, PaymentAttempt
from portal.shared import clock
from tests.payments.factory import books

pytestmark = pytest.mark.django_db
CASH = "/counter/cash/"


@pytest.fixture
def at_the_counter(client_as, clerk):
    return client_as(clerk)


@pytest.fixture
def paid(make_dossier, clerk) -> Dossier:
    """100.000 đ taken for a dossier, 500.000 đ of change."""
    code = str(make_dossier("payment_required").code)
    return take_cash(actor=clerk.actor, code=code, float_vnd=500_000)


def attempt_of(dossier: Dossier) -> PaymentAttempt:
    return PaymentAttempt.objects.get(obligation__subject=dossier.subject, state="settled")


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


# --- opening --------------------------------------------------------------------------------


def test_opened_on_its_page(at_the_counter):
    assert "Mở sổ quỹ hôm nay" in text_of(at_the_counter.get(CASH))

    bad = at_the_counter.post(CASH, {"float_vnd": "năm trăm"})
    assert bad.status_code == 422
    assert "ví dụ 1.200.000" in text_of(bad)
    assert 'value="năm trăm"' in text_of(bad)
    assert CashDay.objects.count() == 0

    assert at_the_counter.post(CASH, {"float_vnd": "1.200.000"}).url == CASH
    assert CashDay.objects.get().float_vnd == 1_200_000
    assert "1.200.000 đ" in text_of(at_the_counter.get(CASH))


def test_the_first_cash_of_the_day_opens_the_till(at_the_counter, make_dossier):
    dossier = make_dossier("payment_required")
    address = f"/counter/dossiers/{dossier.code}/take_cash/"
    assert "Tiền đầu ngày" in text_of(at_the_counter.get(address))
    typed = {"version": dossier.version}

    for wrong in ({}, {"float_vnd": "nhiều"}):
        assert at_the_counter.post(address, typed | wrong).status_code == 422
    assert (CashDay.objects.count(), LedgerEntry.objects.count()) == (0, 0)

    done = at_the_counter.post(address, typed | {"float_vnd": "500.000"})
    assert done.url == f"{CASH}receipts/{attempt_of(dossier).key}/"
    assert CashDay.objects.get().float_vnd == 500_000
    assert books() == {"till": 100_000, "fees": -100_000}

    second = make_dossier("payment_required")
    address = f"/counter/dossiers/{second.code}/take_cash/"
    assert "Tiền đầu ngày" not in text_of(at_the_counter.get(address))
    at_the_counter.post(address, {"version": second.version})
    assert books() == {"till": 200_000, "fees": -200_000}


def test_a_refused_step_opens_no_till(make_dossier, clerk):
    paid = make_dossier("submitted")  # online
    with pytest.raises(NothingDue, match="Không thu tiền mặt"):
        take_cash(actor=clerk.actor, code=str(paid.code), float_vnd=0)
    assert CashDay.objects.count() == 0


def test_the_till_of_yesterday_is_closed_first(at_the_counter, clerk, make_dossier):
    with clock.pinned(clock.now() - timedelta(days=1)):
        left = open_cash_day(actor=clerk.actor, float_vnd=0)
    dossier = make_dossier("payment_required")
    address = f"/counter/dossiers/{dossier.code}/take_cash/"

    page = text_of(at_the_counter.get(address))
    assert f"Sổ quỹ ngày {left.day:%d/%m/%Y} của bạn chưa khóa" in page
    assert f'href="{CASH}"' in page
    assert "Đã nhận đủ tiền" not in page
    refused = at_the_counter.post(address, {"version": dossier.version})
    assert refused.status_code == 409
    assert LedgerEntry.objects.count() == 0

    assert "chưa khóa" in text_of(at_the_counter.get(CASH))
    at_the_counter.post(f"{CASH}{left.key}/close/", {"counted_vnd": "0"})
    at_the_counter.post(address, {"version": dossier.version, "float_vnd": "0"})
    assert books() == {"till": 100_000, "fees": -100_000}


# --- the book -------------------------------------------------------------------------------


def test_today_shows_each_line_and_what_must_be_there(at_the_counter, paid):
    page = text_of(at_the_counter.get(CASH))
    for words in (str(paid.code), "Nguyễn Thị Trà", "100.000 đ", "600.000 đ", "Ghi đảo"):
        assert words in page, words


def test_the_book_costs_the_same_for_many_lines(
    at_the_counter, paid, clerk, make_dossier, django_assert_max_num_queries
):
    for _ in range(3):
        code = str(make_dossier("payment_required").code)
        take_cash(actor=clerk.actor, code=code)
    with django_assert_max_num_queries(16):
        at_the_counter.get(CASH)


def test_the_receipt_is_shown_when_there_is_one(at_the_counter, paid, run_jobs):
    address = f"{CASH}receipts/{attempt_of(paid).key}/"
    waiting = at_the_counter.get(address)
    assert "Đang lập biên lai" in text_of(waiting)
    assert waiting["Refresh"] == "3"
    run_jobs()
    ready = at_the_counter.get(address)
    assert "In biên lai" in text_of(ready)
    assert "Refresh" not in ready


# --- reversing ------------------------------------------------------------------------------


def test_reversed_on_its_page(at_the_counter, paid, run_jobs):
    run_jobs()
    attempt = attempt_of(paid)
    address = f"{CASH}receipts/{attempt.key}/reverse/"
    assert "Lý do ghi đảo" in text_of(at_the_counter.get(address))

    empty = at_the_counter.post(address, {"reason": " "})
    assert empty.status_code == 422
    assert Dossier.objects.get(pk=paid.pk).paid_at is not None

    assert at_the_counter.post(address, {"reason": "Thu nhầm hồ sơ."}).url == CASH
    dossier = Dossier.objects.get(pk=paid.pk)
    assert (dossier.paid_at, dossier.state) == (None, "payment_required")
    assert attempt.receipts.get().cancelled_at is not None
    page = text_of(at_the_counter.get(CASH))
    assert "Ghi đảo: Thu nhầm hồ sơ." in page
    assert "−100.000 đ" in page
    assert at_the_counter.post(address, {"reason": "x"}).status_code == 409
    assert "đã được ghi đảo" in text_of(at_the_counter.get(f"{CASH}receipts/{attempt.key}/"))


# --- closing --------------------------------------------------------------------------------


def test_closed_on_its_page(at_the_counter, paid):
    day = CashDay.objects.get()
    address = f"{CASH}{day.key}/close/"
    wrong = at_the_counter.post(address, {"counted_vnd": "590.000"})
    assert wrong.status_code == 422
    assert "kiểm đếm thiếu 10.000 đ" in text_of(wrong)
    assert 'value="590.000"' in text_of(wrong)
    assert CashDay.objects.get().state == "open"

    typed = {"counted_vnd": "590.000", "difference_reason": "Trả thừa tiền lẻ."}
    assert at_the_counter.post(address, typed).url == f"{CASH}{day.key}/"
    assert CashDay.objects.get().difference_vnd == -10_000
    page = text_of(at_the_counter.get(f"{CASH}{day.key}/"))
    for words in ("Kiểm đếm thiếu 10.000 đ so với sổ.", "Trả thừa tiền lẻ.", "Đã khóa sổ"):
        assert words in page, words
    assert at_the_counter.post(address, typed).status_code == 409
    assert at_the_counter.get(address).url == f"{CASH}{day.key}/"


def test_days_come_in_pages(at_the_counter, clerk):
    for ago in range(31):
        with clock.pinned(clock.now() - timedelta(days=31 - ago)):
            day = open_cash_day(actor=clerk.actor, float_vnd=0)
            close_cash_day(actor=clerk.actor, key=day.key, counted_vnd=0)
    first = text_of(at_the_counter.get(f"{CASH}days/"))
    second = text_of(at_the_counter.get(f"{CASH}days/?page=2"))
    assert (first.count("Đã khóa sổ"), second.count("Đã khóa sổ")) == (30, 1)
    assert at_the_counter.get(f"{CASH}days/?page=nonsense").status_code == 200


# --- the leader -----------------------------------------------------------------------------


@pytest.fixture
def closed(paid, clerk) -> CashDay:
    day = CashDay.objects.get()
    return close_cash_day(actor=clerk.actor, key=day.key, counted_vnd=600_000)


def proven(client, seconds_ago: float):
    """The second factor was shown that long ago."""
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "mfa", "type": "totp", "at": time.time() - seconds_ago}
    ]
    session.save()
    return client


def test_signed_with_a_fresh_second_factor_only(client_as, closed, leader_motcua):
    client = proven(client_as(leader_motcua), seconds_ago=301)
    address = f"/desk/cash/{closed.key}/sign-off/"
    assert "Lê Thị Hoa" in text_of(client.get("/desk/cash/"))
    assert "Ký duyệt" in text_of(client.get(f"/desk/cash/{closed.key}/"))

    for answer in (client.get(address), client.post(address)):
        assert answer.status_code == 302
        assert "/2fa/" in answer.url
    assert CashDay.objects.get().state == "closed"

    proven(client, seconds_ago=10)
    assert "600.000 đ" in text_of(client.get(address))
    assert client.post(address).url == f"/desk/cash/{closed.key}/"
    assert CashDay.objects.get().state == "signed_off"
    assert "Không có sổ quỹ nào chờ ký duyệt" in text_of(client.get("/desk/cash/"))
    assert "Đã ký duyệt" in text_of(client.get("/desk/cash/?show=all"))
    assert client.post(address).status_code == 409


def test_another_agencys_leader_sees_nothing(client_as, closed, leader):
    client = proven(client_as(leader), seconds_ago=10)
    assert "Lê Thị Hoa" not in text_of(client.get("/desk/cash/?show=all"))
    for address in (f"/desk/cash/{closed.key}/", f"/desk/cash/{closed.key}/sign-off/"):
        assert client.get(address).status_code == 404
    assert client.post(f"/desk/cash/{closed.key}/sign-off/").status_code == 404
    assert CashDay.objects.get().state == "closed"
