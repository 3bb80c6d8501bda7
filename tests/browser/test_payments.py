"""Paying as people do it: declined, closed browsers, lost calls, two tabs, cash, money back."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, expect

from dossiers.models import Dossier
from payments.actions.sweep_attempts import sweep_attempts
from payments.models import Obligation, PaymentAttempt, Receipt, Refund
from portal.shared import clock
from tests.browser.conftest import next_tab, show_session
from tests.patience import PATIENCE_MS
from tests.payments.sandbox import PaymentSandbox
from tests.world import Person

PHONE = {"width": 360, "height": 740}
SUCCEED, DECLINE, TURN_BACK = "Trả tiền", "Ngân hàng từ chối", "Quay lại"


@pytest.fixture
def dossier(make_dossier: Callable[..., Dossier], sandbox: PaymentSandbox) -> Dossier:
    """Filed, 100.000 đ to be paid online."""
    return make_dossier("payment_required")


@pytest.fixture
def phone(
    browser: Browser,
    browser_context_args: dict[str, Any],
    base_url: str,
    client_as: Any,
    tra: Person,
) -> Iterator[BrowserContext]:
    """The citizen's phone, signed in."""
    context = browser.new_context(**browser_context_args | {"viewport": PHONE, "has_touch": True})
    context.set_default_timeout(PATIENCE_MS)
    show_session(context, client_as(tra), base_url)
    yield context
    context.close()


def test_pay_and_hold_the_receipt(
    dossier: Dossier, phone: BrowserContext, do_jobs: Callable[[], list[str]]
) -> None:
    page = _to_the_provider(phone.new_page(), dossier)
    page.get_by_role("button", name=SUCCEED).click()
    page.wait_for_url("**/filed/")
    do_jobs()

    page = next_tab(page)
    page.goto(f"/me/dossiers/{dossier.code}/")
    receipt = page.get_by_role("link", name=re.compile("Biên lai số"))
    expect(receipt).to_be_visible()
    answer = page.request.get(str(receipt.get_attribute("href")))
    assert answer.body().startswith(b"%PDF-")
    assert _state(dossier) == "submitted"


def test_declined_then_paid(dossier: Dossier, phone: BrowserContext) -> None:
    page = _to_the_provider(phone.new_page(), dossier)
    page.get_by_role("button", name=DECLINE).click()
    expect(page.get_by_text("Ngân hàng từ chối giao dịch")).to_be_visible()
    assert _state(dossier) == "payment_required"

    page.get_by_role("button", name="Thanh toán lại").click()
    page.get_by_role("button", name=SUCCEED).click()
    page.wait_for_url("**/filed/")

    assert _state(dossier) == "submitted"
    assert _attempts() == ["declined", "settled"]


def test_the_browser_is_closed_on_the_providers_page(
    dossier: Dossier, phone: BrowserContext
) -> None:
    first = _to_the_provider(phone.new_page(), dossier)
    address = first.url
    first.close()

    page = _to_the_provider(phone.new_page(), dossier)
    assert page.url == address  # the same page again: nothing blocks, nothing is paid twice
    page.get_by_role("button", name=SUCCEED).click()
    page.wait_for_url("**/filed/")

    assert _attempts() == ["settled"]


def test_paid_and_closed_and_never_called_back(
    dossier: Dossier, phone: BrowserContext, sandbox: PaymentSandbox
) -> None:
    sandbox.fault("callback_never", count=20)
    page = _to_the_provider(phone.new_page(), dossier)
    session = page.url.rpartition("/")[2]
    page.close()
    sandbox.press(session, "succeed")  # and the way back to the portal is never walked

    assert _state(dossier) == "payment_required"
    _in_a_thread(_sweep_of_two_minutes_later)
    page = phone.new_page()
    page.goto(f"/me/dossiers/{dossier.code}/")
    expect(page.get_by_text("Mới đăng ký").first).to_be_visible()
    assert _state(dossier) == "submitted"


def test_the_provider_is_silent_when_the_payer_comes_back(
    dossier: Dossier, phone: BrowserContext, sandbox: PaymentSandbox
) -> None:
    sandbox.fault("callback_never", count=20)
    page = _to_the_provider(phone.new_page(), dossier)
    sandbox.fault("error_500", count=10)
    page.get_by_role("button", name=SUCCEED).click()
    expect(page.get_by_text("đừng thanh toán lại").first).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Thanh toán"))).to_have_count(0)

    sandbox.clear()
    page.get_by_role("link", name="Xem lại ngay").click()
    page.wait_for_url("**/filed/")
    assert _state(dossier) == "submitted"


def test_two_tabs(dossier: Dossier, phone: BrowserContext) -> None:
    one = _to_the_provider(phone.new_page(), dossier)
    other = _to_the_provider(phone.new_page(), dossier)
    one.get_by_role("button", name=SUCCEED).click()
    one.wait_for_url("**/filed/")
    other.get_by_role("button", name=SUCCEED).click()
    expect(other.get_by_role("button", name=SUCCEED)).to_have_count(0)

    assert _attempts() == ["settled"]
    assert not Refund.objects.exists()


def test_cash_at_the_counter_with_a_printed_receipt(
    make_dossier: Callable[..., Dossier], clerk: Person, page_of: Callable[[Person], Page],
    do_jobs: Callable[[], list[str]],
) -> None:  # fmt: skip
    dossier = make_dossier("submitted", level=3)
    page = page_of(clerk)
    page.goto(f"/counter/dossiers/{dossier.code}/")
    page.get_by_role("link", name="Thu tiền mặt").first.click()
    page.get_by_label("Tiền đầu ngày").fill("200.000")
    page.get_by_role("button", name="Đã nhận đủ tiền").click()
    expect(page.get_by_role("heading", name="Đã thu 100.000 đ tiền mặt")).to_be_visible()
    do_jobs()
    address = page.url
    page = next_tab(page)
    page.goto(address)
    href = page.get_by_role("link", name="In biên lai").get_attribute("href")
    assert page.request.get(str(href)).body().startswith(b"%PDF-")
    assert Receipt.objects.get().method == "cash"
    assert Dossier.objects.get(pk=dossier.pk).paid_at is not None

    page.goto("/counter/cash/")
    expect(page.get_by_text(str(dossier.code)).first).to_be_visible()
    expect(page.get_by_text("300.000 đ").first).to_be_visible()


def test_money_comes_back_after_a_refusal(
    dossier: Dossier, phone: BrowserContext, clerk: Person, page_of: Callable[[Person], Page],
    do_jobs: Callable[[], list[str]],
) -> None:  # fmt: skip
    page = _to_the_provider(phone.new_page(), dossier)
    page.get_by_role("button", name=SUCCEED).click()
    page.wait_for_url("**/filed/")
    counter = page_of(clerk)
    counter.goto(f"/counter/dossiers/{dossier.code}/")
    counter.get_by_role("link", name="Từ chối").first.click()
    counter.get_by_label("Lý do").fill("Không thuộc thẩm quyền của Sở Tư pháp.")
    counter.get_by_role("button", name="Từ chối").click()
    counter.wait_for_url(f"**/counter/dossiers/{dossier.code}/")
    do_jobs()

    page = next_tab(page)
    page.goto(f"/me/dossiers/{dossier.code}/")
    expect(page.get_by_text("Không được tiếp nhận").first).to_be_visible()
    expect(page.get_by_text("Đã hoàn trả").first).to_be_visible()
    refund = Refund.objects.get()
    assert (refund.state, refund.cause, refund.amount_vnd) == ("done", "refused", 100_000)


def _to_the_provider(page: Page, dossier: Dossier) -> Page:
    page.goto(f"/me/dossiers/{dossier.code}/pay/")
    page.get_by_role("button", name="Thanh toán").click()
    expect(page.get_by_role("button", name=SUCCEED)).to_be_visible()
    return page


def _state(dossier: Dossier) -> str:
    return str(Dossier.objects.get(pk=dossier.pk).state)


def _attempts() -> list[str]:
    obligation = Obligation.objects.get()
    attempts = PaymentAttempt.objects.filter(obligation=obligation).order_by("pk")
    return [str(attempt.state) for attempt in attempts]


def _sweep_of_two_minutes_later() -> None:
    with time_machine.travel(clock.now() + timedelta(minutes=2), tick=True):
        sweep_attempts()


def _in_a_thread(deed: Callable[[], None]) -> None:
    """playwright's event loop occupies this one."""

    def run() -> None:
        try:
            deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as threads:
        threads.submit(run).result()
