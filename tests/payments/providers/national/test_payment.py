"""The way of a payment through the platform, and what can go wrong on it."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from payments.actions.check_attempt import check_attempt
from payments.actions.start_attempt import start_attempt
from payments.actions.stop_online_payment import stop_online_payment
from payments.actions.sweep_attempts import sweep_attempts
from payments.errors import NothingDue, ProviderSilent
from payments.models import LedgerEntry, Obligation, PaymentAttempt
from payments.providers import registry
from payments.providers.base import Standing
from payments.providers.errors import ProviderUnavailable, UnknownReference
from portal.shared import clock
from tests.payments.factory import fresh
from tests.world import sign_in

pytestmark = pytest.mark.django_db


def start(obligation, provider="national"):
    return start_attempt(obligation=obligation, provider=provider, next_url="/next/")


def back(client, payer, attempt, query=""):
    visitor = sign_in(client, payer)
    return visitor.get(reverse("payments:attempt_return", args=[attempt.key]) + query)


def test_paid_is_settled_in_the_books_of_this_provider(attempt, platform, settled_events):
    answer = platform.press(attempt.redirect_url, "succeed")
    assert answer.headers["Location"].endswith(f"/me/payments/{attempt.key}/return/?paid=1")

    settled = check_attempt(attempt=attempt)

    told = platform.state(attempt.provider_reference)
    assert (settled.state, settled.payment_reference) == ("settled", told["MaGiaoDich"])
    assert Obligation.objects.get().settled_by == "national"
    assert sorted((e.account, e.amount_vnd) for e in LedgerEntry.objects.all()) == [
        ("fees", -100_000),
        ("held_by_provider", 100_000),
    ]
    assert len(settled_events) == 1


def test_the_return_page_leads_on(client, payer, attempt, platform):
    platform.press(attempt.redirect_url, "succeed")
    response = back(client, payer, attempt)
    assert (response.status_code, response.url) == (302, "/next/")


def test_a_second_click_leads_to_the_same_page(attempt):
    assert start(attempt.obligation).redirect_url == attempt.redirect_url
    assert PaymentAttempt.objects.count() == 1


def test_an_answer_that_was_lost_is_found_again(platform, obligation):
    platform.fault("crash_after_create", count=2)  # each message is sent twice at most
    with pytest.raises(ProviderSilent):
        start(obligation)
    assert PaymentAttempt.objects.get().state == "created"

    attempt = start(obligation)

    assert PaymentAttempt.objects.get().state == "open"
    assert platform.state(attempt.provider_reference)["TrangThaiGD"] == "0"


def test_one_lost_answer_is_asked_for_again_at_once(platform, obligation):
    platform.fault("crash_after_create")
    assert start(obligation).state == "open"


def test_declined_says_so_and_another_try_has_another_reference(client, payer, attempt, platform):
    platform.press(attempt.redirect_url, "decline")
    assert "Ngân hàng từ chối giao dịch" in back(client, payer, attempt).content.decode()
    assert fresh(attempt).state == "declined"

    second = start(attempt.obligation)
    assert second.provider_reference != attempt.provider_reference
    platform.press(second.redirect_url, "succeed")
    assert check_attempt(attempt=second).state == "settled"


def test_turning_back_says_so(client, payer, attempt, platform):
    answer = platform.press(attempt.redirect_url, "cancel")
    assert answer.headers["Location"].endswith("?cancelled=1")
    page = back(client, payer, attempt, "?cancelled=1").content.decode()
    assert "Bạn đã dừng thanh toán" in page
    assert fresh(attempt).state == "cancelled"


def test_a_wrong_amount_is_surplus(attempt, platform):
    platform.fault("amount_changed", value=-1_000)
    platform.press(attempt.redirect_url, "succeed")
    kept = check_attempt(attempt=attempt)
    assert (kept.state, kept.problem, kept.received_amount) == ("surplus", "wrong_amount", 99_000)
    assert Obligation.objects.get().state == "due"
    assert sorted((e.account, e.amount_vnd) for e in LedgerEntry.objects.all()) == [
        ("held_by_provider", 99_000),
        ("surplus", -99_000),
    ]


def test_another_currency_is_parked(client, payer, attempt, platform):
    platform.fault("currency_changed")
    platform.press(attempt.redirect_url, "succeed")
    assert back(client, payer, attempt).status_code == 200
    kept = fresh(attempt)
    assert (kept.state, kept.problem, kept.received_currency) == (
        "surplus",
        "wrong_currency",
        "usd",
    )
    assert LedgerEntry.objects.count() == 0


def test_what_the_platform_itself_does_not_know_stays_open(attempt, platform):
    platform.fault("undecided")
    platform.press(attempt.redirect_url, "succeed")
    assert check_attempt(attempt=attempt).state == "open"
    assert check_attempt(attempt=attempt, give_up=True).state == "open"
    platform.press(attempt.redirect_url, "decide")
    assert check_attempt(attempt=attempt).state == "settled"


def test_the_sweep_finds_what_nobody_told(attempt, platform):
    platform.press(attempt.redirect_url, "succeed")
    with time_machine.travel(clock.now() + timedelta(minutes=2), tick=True):
        swept = sweep_attempts()
    assert (swept.asked, swept.changed) == (1, 1)
    assert fresh(attempt).state == "settled"


@pytest.mark.parametrize(("fault", "count"), [("error_500", 1), ("slow", 2)])
def test_a_silent_platform_changes_nothing(
    client, payer, attempt, platform, monkeypatch, fault, count
):
    monkeypatch.setattr("payments.providers.national.client.TIMEOUT_SECONDS", (1, 0.5))
    platform.press(attempt.redirect_url, "succeed")
    platform.fault(fault, count=count, value=1)  # longer than we wait
    page = back(client, payer, attempt).content.decode()
    assert "đừng thanh toán lại" in page
    assert fresh(attempt).state == "open"
    platform.clear()
    assert back(client, payer, attempt).url == "/next/"


@pytest.mark.parametrize("setting", ["NATIONAL_PAYMENT_SECRET", "NATIONAL_PAYMENT_PARTNER"])
def test_a_wrong_key_closes_nothing(attempt, settings, setting):
    setattr(settings, setting, "wrong")
    with pytest.raises(ProviderUnavailable):
        check_attempt(attempt=attempt, give_up=True)
    assert fresh(attempt).state == "open"


def test_giving_up_closes_the_page_at_the_platform(attempt, platform):
    stop_online_payment(subject=attempt.obligation.subject)
    assert fresh(attempt).state == "cancelled"
    assert platform.state(attempt.provider_reference)["TrangThaiGD"] == "5"


def test_giving_up_what_was_paid_settles_it(attempt, platform):
    platform.press(attempt.redirect_url, "succeed")
    stop_online_payment(subject=attempt.obligation.subject)
    assert fresh(attempt).state == "settled"
    with pytest.raises(NothingDue):
        start(attempt.obligation)


def test_a_page_that_cannot_be_closed_is_called_open_until_its_time_is_over(attempt, platform):
    platform.fault("cancel_unknown", count=9)
    provider = registry.get("national")
    assert provider.close(attempt.provider_reference).standing == Standing.OPEN
    assert check_attempt(attempt=attempt, give_up=True).state == "open"
    assert start(attempt.obligation).redirect_url == attempt.redirect_url


def test_time_over_is_expired(platform, obligation):
    with time_machine.travel(clock.now() - timedelta(minutes=16), tick=True):
        attempt = start(obligation)
    assert check_attempt(attempt=attempt).state == "expired"
    assert start(obligation).redirect_url != attempt.redirect_url


def test_a_page_of_nobody(platform):
    provider = registry.get("national")
    reference = f"MC20220322093000{'0' * 32}"
    for ask in (provider.look_up, provider.close, provider.receipt_pdf):
        with pytest.raises((UnknownReference, ProviderUnavailable)):
            ask(reference)
    with pytest.raises(UnknownReference):
        provider.look_up(reference)
    with pytest.raises(UnknownReference):
        provider.look_up("cs_test_of_somebody_else")


def test_the_receipt_of_the_platform(attempt, platform):
    provider = registry.get("national")
    with pytest.raises(ProviderUnavailable):
        provider.receipt_pdf(attempt.provider_reference)
    platform.press(attempt.redirect_url, "succeed")
    assert provider.receipt_pdf(attempt.provider_reference).startswith(b"%PDF-")


def test_not_configured_not_offered(platform, settings):
    assert [provider.code for provider in registry.online()] == ["stripe", "national"]
    for name in ("URL", "PARTNER", "SECRET"):
        kept = getattr(settings, f"NATIONAL_PAYMENT_{name}")
        setattr(settings, f"NATIONAL_PAYMENT_{name}", "")
        assert [provider.code for provider in registry.online()] == ["stripe"]
        setattr(settings, f"NATIONAL_PAYMENT_{name}", kept)


def test_it_says_what_it_cannot_do(platform):
    provider = registry.get("national")
    assert (provider.can_refund, provider.has_events) == (False, False)
    for ask in (provider.refund, provider.look_up_refund, provider.events_after):
        with pytest.raises(NotImplementedError):
            ask("x")
