"""A mistake is a reversing entry: nothing is rubbed out, the same is owed again."""

from datetime import timedelta

import pytest

from payments.actions.close_cash_day import close_cash_day
from payments.actions.open_cash_day import open_cash_day
from payments.actions.request_refund import request_refund
from payments.actions.reverse_cash import reverse_cash
from payments.actions.settle_at_counter import settle_at_counter
from payments.errors import CashDayLeftOpen, NoOpenCashDay, NotReversible
from payments.events import AttemptReversed, ObligationReversed
from payments.models import CashDay, LedgerEntry, Obligation, PaymentAttempt
from payments.queries import obligation_of
from portal.shared import clock, events
from portal.shared.errors import InvalidInput, NotAllowed
from portal.shared.models import ActionLogEntry
from tests.at_once import at_once
from tests.payments.factory import books

pytestmark = pytest.mark.django_db
REASON = "Thu nhầm hồ sơ của người khác cùng tên."


@pytest.fixture
def taken(teller, obligation) -> PaymentAttempt:
    """100.000 đ in the till."""
    settle_at_counter(actor=teller, subject=obligation.subject)
    return obligation.attempts.get()


def reverse(actor, taken, reason=REASON):
    return reverse_cash(actor=actor, key=taken.key, reason=reason)


def test_the_same_is_owed_again(teller, taken, obligation):
    heard = []
    for kind in (AttemptReversed, ObligationReversed):
        events.subscribe(kind, heard.append)
    try:
        reverse(teller, taken, f" {REASON} ")
    finally:
        for kind in (AttemptReversed, ObligationReversed):
            events._handlers[kind].remove(heard.append)

    old = Obligation.objects.get(pk=obligation.pk)
    attempt = PaymentAttempt.objects.get()
    due = obligation_of(obligation.subject)
    assert (old.state, attempt.state, due.state) == ("reversed", "reversed", "due")
    assert old.reversed_at is not None
    assert attempt.reversal_reason == REASON
    for field in (
        "subject", "payer_id", "payer_name", "payer_email", "payer_address", "agency_id",
        "counter_id", "reference", "due", "description", "lines", "amount_vnd",
    ):  # fmt: skip
        assert getattr(due, field) == getattr(old, field), field
    assert books() == {"till": 0, "fees": 0}
    entries = LedgerEntry.objects.filter(transfer=f"reverse:{taken.key}")
    assert {(e.account, e.amount_vnd, e.cash_day) for e in entries} == {
        ("till", -100_000, CashDay.objects.get()),
        ("fees", 100_000, CashDay.objects.get()),
    }
    assert [type(each) for each in heard] == [AttemptReversed, ObligationReversed]
    logged = ActionLogEntry.objects.get(action="reverse_cash")
    assert (logged.subject, logged.actor_name) == (f"obligation:{old.key}", teller.name)
    assert logged.detail["amount_vnd"] == 100_000
    assert REASON not in str(logged.detail)


def test_it_can_be_taken_again(teller, taken, obligation):
    reverse(teller, taken)
    settle_at_counter(actor=teller, subject=obligation.subject)
    assert books() == {"till": 100_000, "fees": -100_000}
    assert obligation_of(obligation.subject).state == "settled"


def test_of_a_closed_day_it_is_booked_today(clerk, obligation):
    with clock.pinned(clock.now() - timedelta(days=1)):
        before = open_cash_day(actor=clerk.actor, float_vnd=0)
        settle_at_counter(actor=clerk.actor, subject=obligation.subject)
        close_cash_day(actor=clerk.actor, key=before.key, counted_vnd=100_000)
    today = open_cash_day(actor=clerk.actor, float_vnd=300_000)

    reverse(clerk.actor, obligation.attempts.get())

    assert set(LedgerEntry.objects.filter(transfer__startswith="reverse:").values_list(
        "cash_day", flat=True)) == {today.pk}  # fmt: skip
    assert books() == {"till": -100_000, "handed_in": 100_000, "fees": 0}
    close_cash_day(actor=clerk.actor, key=today.key, counted_vnd=200_000)
    assert books() == {"till": 0, "handed_in": 0, "fees": 0}


def test_a_colleague_of_the_counter_may(taken, clerk):
    open_cash_day(actor=clerk.actor, float_vnd=0)
    assert reverse(clerk.actor, taken).state == "reversed"


def untouched():
    return (
        list(Obligation.objects.values_list("state", flat=True)),
        list(PaymentAttempt.objects.values_list("state", flat=True)),
        books(),
    )


UNTOUCHED = (["settled"], ["settled"], {"till": 100_000, "fees": -100_000})


def test_another_counters_clerk_finds_nothing(taken, clerk_tamtien):
    open_cash_day(actor=clerk_tamtien.actor, float_vnd=0)
    with pytest.raises(PaymentAttempt.DoesNotExist):
        reverse(clerk_tamtien.actor, taken)
    assert untouched() == UNTOUCHED


def test_clerks_only(taken, leader):
    with pytest.raises(NotAllowed):
        reverse(leader.actor, taken)
    assert untouched() == UNTOUCHED


def test_not_without_a_reason(teller, taken):
    with pytest.raises(InvalidInput) as refused:
        reverse(teller, taken, "  ")
    assert list(refused.value.errors) == ["reason"]
    assert untouched() == UNTOUCHED


def test_not_without_an_open_till(taken, clerk):
    with pytest.raises(NoOpenCashDay):
        reverse(clerk.actor, taken)
    with clock.pinned(clock.now() - timedelta(days=1)):
        open_cash_day(actor=clerk.actor, float_vnd=0)
    with pytest.raises(CashDayLeftOpen):
        reverse(clerk.actor, taken)
    assert untouched() == UNTOUCHED


def test_once(teller, taken):
    reverse(teller, taken)
    with pytest.raises(NotReversible, match="đã được ghi đảo"):
        reverse(teller, taken)
    assert Obligation.objects.count() == 2
    assert books() == {"till": 0, "fees": 0}


def test_not_what_is_being_given_back(teller, taken):
    request_refund(actor=teller, attempt=taken, amount_vnd=50_000, reason="Nộp thừa một bản.")
    with pytest.raises(NotReversible, match="hoàn trả"):
        reverse(teller, taken)
    assert untouched() == UNTOUCHED


def test_what_was_paid_online_is_not_cash(teller, attempt):
    with pytest.raises(PaymentAttempt.DoesNotExist):
        reverse(teller, attempt)


@pytest.mark.django_db(transaction=True)
def test_two_reversals_at_once_are_one(teller, taken):
    results = at_once(*[lambda: reverse(teller, taken)] * 2)
    assert sorted(type(each).__name__ for each in results) == ["NotReversible", "PaymentAttempt"]
    assert books() == {"till": 0, "fees": 0}
    assert Obligation.objects.filter(state="due").count() == 1
