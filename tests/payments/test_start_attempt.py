"""Starting to pay: one page, however often and however badly it is asked for."""

from datetime import timedelta

import pytest
import requests
import time_machine
from django.db import transaction

from payments.actions.cancel_obligation import cancel_obligation
from payments.actions.start_attempt import start_attempt
from payments.errors import NothingDue, NotPayableOnline, ProviderSilent
from payments.models import PaymentAttempt
from payments.queries import online_providers_for
from tests.payments.factory import fresh, make_obligation

pytestmark = pytest.mark.django_db


def start(obligation, next_url="/next/"):
    return start_attempt(obligation=obligation, provider="stripe", next_url=next_url)


def test_the_page_is_for_this_amount_and_this_attempt(payment_sandbox, obligation):
    attempt = start(obligation)

    session = payment_sandbox.session(attempt.provider_reference)
    assert attempt.state == "open"
    assert attempt.redirect_url == session.url
    assert (session.amount_total, session.currency) == (100_000, "vnd")
    assert session.client_reference_id == str(attempt.key)
    assert session.metadata["subject"] == obligation.subject
    assert session.success_url.endswith(f"/me/payments/{attempt.key}/return/?paid=1")
    assert session.cancel_url.endswith(f"/me/payments/{attempt.key}/return/?cancelled=1")


def test_a_second_click_leads_to_the_same_page(payment_sandbox, obligation):
    first = start(obligation)
    second = start(obligation, next_url="/elsewhere/")

    assert second.pk == first.pk
    assert fresh(first).next_url == "/elsewhere/"
    assert PaymentAttempt.objects.count() == 1


def test_paid_but_nobody_knows_yet_settles_instead_of_charging_again(attempt, payment_sandbox):
    payment_sandbox.press(attempt.provider_reference, "succeed")

    with pytest.raises(NothingDue):
        start(attempt.obligation)

    assert fresh(attempt).state == "settled"
    assert PaymentAttempt.objects.count() == 1


def test_a_page_about_to_close_is_closed_and_replaced(attempt, payment_sandbox):
    with time_machine.travel(attempt.expires_at - timedelta(minutes=4), tick=True):
        second = start(attempt.obligation)

    assert second.pk != attempt.pk
    assert fresh(attempt).state == "cancelled"
    assert payment_sandbox.session(attempt.provider_reference).status == "expired"


def test_an_answer_that_was_lost_is_found_again(payment_sandbox, obligation):
    payment_sandbox.fault("crash_after_create", count=3)  # the client itself tries three times
    with pytest.raises(ProviderSilent):
        start(obligation)
    assert PaymentAttempt.objects.get().state == "created"

    attempt = start(obligation)

    made = payment_sandbox.stripe.v1.checkout.sessions.list(
        {"client_reference_id": str(attempt.key)}
    )
    assert [session.id for session in made.data] == [attempt.provider_reference]
    assert PaymentAttempt.objects.get().state == "open"


def test_a_silent_provider_is_named_and_nothing_is_lost(payment_sandbox, obligation):
    payment_sandbox.fault("error_500", count=3)
    with pytest.raises(ProviderSilent, match="Bạn chưa bị trừ tiền"):
        start(obligation)

    assert start(obligation).state == "open"


def test_under_the_minimum_only_the_counter(payment_sandbox, payer):
    little = make_obligation(payer.citizen, amount_vnd=12_999)
    enough = make_obligation(payer.citizen, amount_vnd=13_000)

    assert online_providers_for(little) == []
    assert [provider.code for provider in online_providers_for(enough)] == ["stripe"]
    with pytest.raises(NotPayableOnline):
        start(little)
    assert PaymentAttempt.objects.count() == 0
    assert start(enough).state == "open"


def test_what_the_provider_refuses_is_said_and_leaves_nothing_open(
    payment_sandbox, payer, settings
):
    settings.STRIPE_MINIMUM_VND = 1
    little = make_obligation(payer.citizen, amount_vnd=5_000)

    with pytest.raises(NotPayableOnline):
        start(little)

    attempt = PaymentAttempt.objects.get()
    assert (attempt.state, attempt.problem) == ("expired", "refused")


def test_nothing_due_nothing_started(payment_sandbox, obligation):
    cancel_obligation(obligation=obligation, reason="withdrawn")
    with pytest.raises(NothingDue):
        start(obligation)
    assert PaymentAttempt.objects.count() == 0


def test_without_a_payer_of_the_portal_or_without_keys_only_the_counter(obligation, settings):
    assert online_providers_for(make_obligation(None)) == []
    settings.STRIPE_SECRET_KEY = ""
    assert online_providers_for(obligation) == []


def test_no_provider_is_asked_inside_a_transaction(payment_sandbox, attempt, transactional_db):
    with transaction.atomic(), pytest.raises(RuntimeError, match="inside a transaction"):
        start(attempt.obligation)


def test_the_hosted_page_shows_amount_and_lines(attempt):
    page = requests.get(attempt.redirect_url, timeout=60).text
    assert "100.000 đ" in page
    assert "Phí cấp phiếu lý lịch tư pháp" in page
    assert "<script" not in page
