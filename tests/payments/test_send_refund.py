"""Money goes back once, whatever is lost on the way, and is booked once."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from payments.actions.check_attempt import check_attempt
from payments.actions.check_refund import check_refund
from payments.actions.request_refund import refund_by_rule, request_refund
from payments.actions.reserve_attempt import reserve_attempt
from payments.actions.send_refund import send_refund
from payments.actions.settle_attempt import settle_attempt
from payments.actions.sweep_refunds import sweep_refunds
from payments.actions.take_refund_report import take_refund_report
from payments.events import RefundMoved
from payments.models import LedgerEntry, Obligation, PaymentAttempt, Refund
from payments.providers.base import RefundReport, RefundStanding, Report, Standing
from payments.providers.errors import ProviderUnavailable
from payments.providers.stripe.provider import StripeProvider
from payments.refund_order import refund_order_of
from portal.shared import clock, events
from tests.payments.factory import books
from tests.payments.sandbox import PaymentSandbox

pytestmark = pytest.mark.django_db
BACK = {"held_by_provider": 0, "fees": 0}


@pytest.fixture
def moves():
    """Every state that a refund came to during the test."""
    seen: list[str] = []

    def see(event: RefundMoved) -> None:
        seen.append(event.state)

    events.subscribe(RefundMoved, see)
    yield seen
    events._handlers[RefundMoved].remove(see)


@pytest.fixture
def paid(attempt: PaymentAttempt, payment_sandbox: PaymentSandbox) -> PaymentAttempt:
    """100.000 đ, settled online."""
    payment_sandbox.press(attempt.provider_reference, "succeed")
    return check_attempt(attempt=attempt)


@pytest.fixture
def approved(paid: PaymentAttempt) -> Refund:
    """All of it goes back by rule; nobody has told the provider yet."""
    refund = refund_by_rule(attempt=paid, cause=Refund.Cause.REFUSED, reason="Sai nơi nộp.")
    assert refund is not None
    return refund


def at_provider(sandbox: PaymentSandbox, attempt: PaymentAttempt) -> list[tuple[int, str]]:
    """The refunds of the payment as the provider knows them."""
    found = sandbox.stripe.v1.refunds.list({"payment_intent": attempt.payment_reference})
    return [(refund.amount, refund.status) for refund in found.data]


def swept_later() -> tuple[int, int, int]:
    """Asked, changed, silent of a sweep two minutes from now."""
    with time_machine.travel(clock.now() + timedelta(minutes=2), tick=True):
        tally = sweep_refunds()
    return tally.asked, tally.changed, tally.silent


def test_done_is_booked_and_told(approved, paid, payment_sandbox, moves):
    sent = send_refund(refund=approved)

    assert (sent.state, sent.method) == ("done", "provider")
    assert sent.provider_reference.startswith("re_")
    assert at_provider(payment_sandbox, paid) == [(100_000, "succeeded")]
    assert books() == BACK
    transfer = LedgerEntry.objects.filter(transfer=f"refund:{approved.key}")
    assert sorted(transfer.values_list("account", "amount_vnd", "refund_id")) == [
        ("fees", 100_000, sent.pk),
        ("held_by_provider", -100_000, sent.pk),
    ]
    assert moves == ["done"]
    assert Obligation.objects.get().state == "settled"


def test_the_provider_keeps_our_keys(approved, paid, payment_sandbox):
    send_refund(refund=approved)
    found = payment_sandbox.stripe.v1.refunds.list({"payment_intent": paid.payment_reference})
    assert found.data[0].metadata.to_dict() == {
        "refund": str(approved.key),
        "attempt": str(paid.key),
    }


def test_sending_again_changes_nothing(approved, paid, payment_sandbox, moves):
    for _ in range(3):
        send_refund(refund=approved)
    assert at_provider(payment_sandbox, paid) == [(100_000, "succeeded")]
    assert LedgerEntry.objects.filter(refund=approved).count() == 2
    assert moves == ["done"]


def test_under_way_is_sent_and_found_done_later(approved, paid, payment_sandbox, moves):
    payment_sandbox.fault("refund_pending")
    sent = send_refund(refund=approved)
    assert sent.state == "sent"
    assert books() == {"held_by_provider": 100_000, "fees": -100_000}
    assert check_refund(refund=sent).state == "sent"

    payment_sandbox.end_refund(sent.provider_reference, "succeeded")

    assert swept_later() == (1, 1, 0)
    assert Refund.objects.get().state == "done"
    assert books() == BACK
    assert moves == ["sent", "done"]


def test_what_the_bank_sends_back_is_left_to_hand(approved, payment_sandbox, moves):
    payment_sandbox.fault("refund_pending")
    sent = send_refund(refund=approved)
    payment_sandbox.end_refund(sent.provider_reference, "failed")
    checked = check_refund(refund=sent)
    assert (checked.state, checked.problem) == ("by_hand", "expired_or_canceled_card")
    assert books() == {"held_by_provider": 100_000, "fees": -100_000}
    assert moves == ["sent", "by_hand"]


def test_failed_at_once_is_left_to_hand(approved, payment_sandbox):
    payment_sandbox.fault("refund_failed")
    assert send_refund(refund=approved).state == "by_hand"
    assert books() == {"held_by_provider": 100_000, "fees": -100_000}


def test_refused_is_left_to_hand(approved, paid, payment_sandbox):
    """Somebody has refunded it at the provider's own page already."""
    payment_sandbox.stripe.v1.refunds.create({"payment_intent": paid.payment_reference})
    refused = send_refund(refund=approved)
    assert refused.state == "by_hand"
    assert "already been refunded" in refused.problem
    assert LedgerEntry.objects.filter(refund=approved).count() == 0


def test_a_provider_that_cannot_leaves_it_to_hand_at_once(obligation, moves):
    """The national payment platform knows no refunds."""
    attempt = reserve_attempt(obligation=obligation, provider="national", next_url="/")
    report = Report(
        reference="MC-1",
        attempt_key=str(attempt.key),
        standing=Standing.PAID,
        declined=False,
        amount=100_000,
        currency="vnd",
        payment_reference="GD-1",
    )
    settle_attempt(attempt=attempt, report=report)
    refund = refund_by_rule(attempt=attempt, cause=Refund.Cause.REFUSED)
    assert refund is not None
    assert refund.state == "by_hand"
    assert moves == ["approved", "by_hand"]


def test_a_provider_that_cannot_any_more_leaves_it_to_hand(approved, settings):
    settings.STRIPE_SECRET_KEY = ""
    assert send_refund(refund=approved).state == "by_hand"


def test_silence_keeps_it_approved_and_the_sweep_sends_it(approved, paid, payment_sandbox):
    payment_sandbox.fault("error_500", count=3)
    with pytest.raises(ProviderUnavailable):
        send_refund(refund=approved)
    assert Refund.objects.get().state == "approved"

    assert swept_later() == (1, 1, 0)
    assert at_provider(payment_sandbox, paid) == [(100_000, "succeeded")]


def test_a_lost_answer_makes_no_second_refund(approved, paid, payment_sandbox):
    """The provider gives the money back and its answer never arrives, three times over."""
    payment_sandbox.fault("crash_after_refund", count=3)
    with pytest.raises(ProviderUnavailable):
        send_refund(refund=approved)
    assert Refund.objects.get().state == "approved"
    assert at_provider(payment_sandbox, paid) == [(100_000, "succeeded")]

    assert swept_later() == (1, 1, 0)

    assert Refund.objects.get().state == "done"
    assert at_provider(payment_sandbox, paid) == [(100_000, "succeeded")]
    assert books() == BACK


def test_an_answer_lost_longer_than_the_key_lives_makes_no_second_refund(
    paid, payment_sandbox, clerk
):
    """Stripe forgets an idempotency key after a day; our own key in the metadata finds it. Half of
    the payment, so that a second refund would fit."""
    half = request_refund(actor=clerk.actor, attempt=paid, amount_vnd=50_000, reason="Thu thừa.")
    order = refund_order_of(half)
    first = StripeProvider().refund(order)
    again = StripeProvider().refund(replace(order, idempotency_key="forgotten"))
    assert again == first
    assert at_provider(payment_sandbox, paid) == [(50_000, "succeeded")]


def test_a_report_about_another_amount_finishes_nothing(approved):
    report = RefundReport(
        reference="re_other", standing=RefundStanding.DONE, amount=99_000, currency="vnd"
    )
    taken = take_refund_report(refund=approved, report=report)
    assert (taken.state, taken.problem) == ("sent", "different_amount")
    assert LedgerEntry.objects.filter(refund=approved).count() == 0


def test_asking_inside_a_transaction_is_refused(approved):
    with pytest.raises(RuntimeError, match="inside a transaction"), transaction.atomic():
        send_refund(refund=approved)
