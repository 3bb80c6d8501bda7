"""Paying on one's own phone, without an account, what the counter shows as a QR code."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from payments.actions.settle_at_counter import settle_at_counter
from payments.actions.stop_online_payment import stop_online_payment
from payments.guest_link import VALID_FOR, guest_path
from payments.models import LedgerEntry, Obligation, PaymentAttempt
from payments.web.guest import initials
from portal.shared import clock
from tests.payments.factory import fresh
from tests.world import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(obligation):
    return guest_path(obligation)


def way_back(client, attempt, query="paid=1"):
    """The way from the provider, followed to the page where it ends."""
    address = f"{reverse('payments:attempt_return', args=[attempt.key])}?{query}"
    return client.get(address, follow=True)


def test_shows_what_is_owed_and_nothing_personal(client, obligation, path):
    response = client.get(path)
    page = response.content.decode()
    assert response.status_code == 200
    assert "100.000 đ" in page and obligation.agency.name in page
    assert initials(obligation.payer_name) in page
    personal = [obligation.payer_name, obligation.payer_email, obligation.payer_address,
                obligation.payer.identity_number, obligation.subject]  # fmt: skip
    assert [told for told in personal if told and told in page] == []
    assert "no-store" in response["Cache-Control"]
    assert PaymentAttempt.objects.count() == 0


def test_pays_without_an_account(client, path, payment_sandbox):
    start = client.post(path)
    attempt = PaymentAttempt.objects.get()
    assert (start.status_code, start.url) == (302, attempt.redirect_url)
    payment_sandbox.press(attempt.provider_reference, "succeed")

    response = way_back(client, attempt)

    assert response.redirect_chain == [(f"{path}?paid=1", 302)]
    assert "Đã thanh toán" in response.content.decode()
    assert "Refresh" not in response.headers
    assert fresh(attempt).state == "settled"
    assert Obligation.objects.get().state == "settled"
    assert client.post(path).url == path, "nothing is due any more"
    assert PaymentAttempt.objects.count() == 1


def test_two_phones_and_the_payers_own_account_use_one_attempt(
    client, payer, obligation, path, payment_sandbox
):
    own = sign_in(Client(), payer)
    pages = [
        own.post(reverse("payments:attempt_start", args=[obligation.key]), {"next": "/me/"}).url,
        client.post(path).url,
        Client().post(path).url,
    ]
    attempt = PaymentAttempt.objects.get()
    assert pages == [attempt.redirect_url] * 3
    payment_sandbox.press(attempt.provider_reference, "succeed")
    assert "Đã thanh toán" in way_back(own, attempt).content.decode()


def test_turned_back_and_declined_say_so_and_can_be_paid_again(client, path, payment_sandbox):
    client.post(path)
    page = way_back(client, PaymentAttempt.objects.get(), "cancelled=1").content.decode()
    assert "Bạn đã dừng thanh toán" in page and 'type="submit">Thanh toán 100.000' in page
    client.post(path)
    second = PaymentAttempt.objects.get(state="open")
    payment_sandbox.press(second.provider_reference, "decline")
    assert "Ngân hàng từ chối" in way_back(client, second, "cancelled=1").content.decode()
    assert Obligation.objects.get().state == "due"


@pytest.mark.parametrize("silences", [0, 3])
def test_who_says_he_has_paid_is_shown_no_button_and_not_believed(
    client, path, payment_sandbox, silences
):
    client.post(path)
    payment_sandbox.fault("error_500", count=silences)
    response = client.get(f"{path}?paid=1")
    page = response.content.decode()
    assert response["Refresh"] == "10"
    assert "đừng trả lại" in page and 'type="submit">Thanh toán' not in page
    assert Obligation.objects.get().state == "due"


def test_paid_in_cash_meanwhile_is_nothing_to_pay(
    client, obligation, path, payment_sandbox, teller
):
    client.post(path)
    stop_online_payment(subject=obligation.subject)
    settle_at_counter(actor=teller, subject=obligation.subject)
    assert "Đã thanh toán" in client.get(path).content.decode()
    assert client.post(path).url == path
    assert PaymentAttempt.objects.filter(state="settled").get().provider == "cash"
    assert PaymentAttempt.objects.get(provider="stripe").state == "cancelled"


def test_a_link_ends_and_a_made_up_one_opens_nothing(client, path):
    token = path.split("/")[2]
    named, moment, signature = token.split(":")
    other = "B" if named[0] == "A" else "A"
    for forged in (
        f"{other}{named[1:]}:{moment}:{signature}", f"{named}:{moment[:-1]}A:{signature}",
        named, f"{named}:{moment}:{signature[:-2]}", "x",
    ):  # fmt: skip
        assert client.get(f"/pay/{forged}/").status_code == 404
        assert client.post(f"/pay/{forged}/").status_code == 404
    later = clock.now() + VALID_FOR + timedelta(seconds=5)
    with time_machine.travel(later, tick=False):
        assert client.get(path).status_code == client.post(path).status_code == 410
    assert not PaymentAttempt.objects.exists()
    assert not LedgerEntry.objects.exists()


def test_many_starts_from_one_address_are_stopped(client, path):
    for _time in range(20):
        client.post("/pay/x/")
    assert client.post(path).status_code == 429
    assert not PaymentAttempt.objects.exists()


@pytest.mark.parametrize(
    ("name", "shown"), [("Nguyễn Thị Trà My", "N. T. T. My"), ("Đạt", "Đạt"), ("", "")]
)
def test_initials(name, shown):
    assert initials(name) == shown


def test_a_link_to_what_was_cancelled_starts_nothing(client, obligation, path):
    Obligation.objects.filter(pk=obligation.pk).update(state="cancelled")

    shown = client.get(path)
    pressed = client.post(path, {"provider": "stripe"})

    assert shown.status_code == 200
    assert 'name="provider"' not in shown.content.decode()
    assert (pressed.status_code, pressed["Location"]) == (302, path)
    assert not PaymentAttempt.objects.exists()


def test_the_amount_is_never_the_phones(client, obligation, path, payment_sandbox):
    more = {"amount_vnd": "1", "amount": "1", "obligation": "1", "next": "https://evil.example/"}
    client.post(path, more)

    attempt = PaymentAttempt.objects.get()
    assert (attempt.obligation, attempt.amount_vnd, attempt.next_url) == (
        obligation, obligation.amount_vnd, path,
    )  # fmt: skip
