"""Three books of a day, with the provider's real stand-in: every result, healing, repetition."""

from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db.models import Sum

from payments.actions.cancel_obligation import cancel_obligation
from payments.actions.check_attempt import check_attempt
from payments.actions.check_refund import check_refund
from payments.actions.reconcile_day import reconcile_day
from payments.actions.reconcile_lately import reconcile_lately
from payments.actions.request_refund import refund_by_rule
from payments.models import (
    LedgerEntry,
    PaymentAttempt,
    Reconciliation,
    ReconciliationCase,
    ReconciliationRow,
    Refund,
    SweepRun,
)
from payments.providers.stripe.provider import StripeProvider
from payments.queries.books import balance, held_by_provider
from payments.queries.our_book import day_of
from payments.refund_order import refund_order_of
from portal.shared.clock import PROVINCE_TIME
from portal.shared.models import ActionLogEntry
from tests.payments.factory import fresh

pytestmark = pytest.mark.django_db


def results(run):
    return {(row.kind, row.reference): str(row.result) for row in run.rows.all()}


def cases():
    return sorted(ReconciliationCase.objects.values_list("kind", "result", "state", "reference"))


def refund_of(attempt):
    refund = refund_by_rule(attempt=attempt, cause=Refund.Cause.REFUSED, reason="Sai nơi nộp.")
    assert refund is not None
    return refund


def at(day, hour, minute, second):
    return datetime.combine(day, time(hour, minute, second), PROVINCE_TIME)


# payments


def test_what_both_have_matches_and_opens_no_case(pay, today, book):
    first, second = pay(100_000), pay(40_000)

    run = reconcile_day(provider="stripe", day=today)

    assert results(run) == {
        ("payment", first.payment_reference): "matched",
        ("payment", second.payment_reference): "matched",
    }
    assert (run.ours_vnd, run.provider_vnd, run.bank_vnd) == (140_000, 140_000, None)
    assert run.counts == {"matched": 2}
    assert cases() == []
    row = run.rows.get(reference=first.payment_reference)
    assert (row.ours_vnd, row.provider_vnd, row.bank_vnd) == (100_000, 100_000, None)
    assert row.agency_id == first.obligation.agency_id
    assert held_by_provider("stripe") == book.balance() == 140_000


def test_a_payment_we_were_never_told_of_is_settled_and_its_case_healed(pay, today):
    attempt = pay(told=False)
    assert LedgerEntry.objects.count() == 0

    run = reconcile_day(provider="stripe", day=today)

    attempt = fresh(attempt)
    assert attempt.state == attempt.obligation.state == "settled"
    assert results(run) == {("payment", attempt.payment_reference): "matched"}
    (case,) = ReconciliationCase.objects.all()
    assert (case.result, case.state, case.attempt_id) == ("missing_here", "healed", attempt.pk)
    assert case.resolution == "Đã hỏi lại đơn vị thanh toán và ghi nhận thanh toán vào sổ."
    assert case.closed_at is not None
    assert case.closed_by is None
    entry = ActionLogEntry.objects.get(action="reconcile_day")
    assert entry.detail == {"opened": 0, "healed": 1}


def test_money_for_what_is_no_longer_owed_heals_as_surplus(pay, today):
    attempt = pay(told=False)
    cancel_obligation(obligation=attempt.obligation, reason="rút hồ sơ")

    run = reconcile_day(provider="stripe", day=today)

    assert fresh(attempt).state == "surplus"
    assert run.counts == {"matched": 1}
    assert Refund.objects.get().state == "approved"
    case = ReconciliationCase.objects.get()
    assert (case.state, "tiền thừa" in case.resolution) == ("healed", True)


def test_money_nobody_here_knows_stays_with_a_person(pay, today):
    attempt = pay()
    PaymentAttempt.objects.filter(pk=attempt.pk).update(payment_reference="pi_another")

    run = reconcile_day(provider="stripe", day=today)

    assert results(run) == {
        ("payment", attempt.payment_reference): "missing_here",
        ("payment", "pi_another"): "missing_at_provider",
    }
    assert cases() == [
        ("payment", "missing_at_provider", "open", "pi_another"),
        ("payment", "missing_here", "open", attempt.payment_reference),
    ]
    assert {case.owner for case in ReconciliationCase.objects.all()} == {None}


def test_missing_at_the_provider_waits_and_heals_when_it_is_booked_late(pay, today, book):
    attempt = pay()
    book.move(attempt.payment_reference, at(today + timedelta(days=40), 9, 0, 0))

    run = reconcile_day(provider="stripe", day=today)

    assert results(run) == {("payment", attempt.payment_reference): "missing_at_provider"}
    case = ReconciliationCase.objects.get()
    assert (case.state, case.is_waiting) == ("open", True)
    assert (case.ours_vnd, case.provider_vnd) == (100_000, None)
    with time_machine.travel(case.opened_at + timedelta(hours=25), tick=False):
        assert not case.is_waiting

    book.move(attempt.payment_reference, attempt.closed_at)
    run = reconcile_day(provider="stripe", day=today)

    case.refresh_from_db()
    assert run.counts == {"matched": 1}
    assert (case.state, case.is_waiting) == ("healed", False)
    assert case.resolution == "Đơn vị thanh toán đã ghi sổ giao dịch này."


def test_a_different_amount_stays_with_a_person(pay, today, book):
    attempt = pay(100_000)
    book.change_amount(attempt.payment_reference, 90_000)

    run = reconcile_day(provider="stripe", day=today)

    row = run.rows.get()
    assert (row.result, row.ours_vnd, row.provider_vnd) == ("different_amount", 100_000, 90_000)
    assert (run.ours_vnd, run.provider_vnd) == (100_000, 90_000)
    assert cases() == [("payment", "different_amount", "open", attempt.payment_reference)]

    book.change_amount(attempt.payment_reference, 100_000)
    reconcile_day(provider="stripe", day=today)
    case = ReconciliationCase.objects.get()
    assert (case.state, case.resolution) == ("healed", "Số tiền trong các sổ đã khớp nhau.")


def test_another_currency_is_no_sum_of_dong(pay, today, book):
    attempt = pay(100_000)
    book.change_currency(attempt.payment_reference, "usd")

    run = reconcile_day(provider="stripe", day=today)

    row = run.rows.get()
    assert (row.result, row.provider_vnd, row.problem) == ("different_amount", None, "not_dong")
    assert run.provider_vnd == 0


# refunds


def test_refunds_match_and_lower_the_totals(pay, today, book):
    attempt = pay()
    refund = check_refund(refund=refund_of(attempt))

    run = reconcile_day(provider="stripe", day=today)

    assert results(run) == {
        ("payment", attempt.payment_reference): "matched",
        ("refund", refund.provider_reference): "matched",
    }
    row = run.rows.get(kind="refund")
    assert (row.ours_vnd, row.provider_vnd, row.refund_id) == (100_000, 100_000, refund.pk)
    assert (run.ours_vnd, run.provider_vnd) == (0, 0)
    assert held_by_provider("stripe") == book.balance() == 0


def test_a_refund_whose_answer_was_lost_is_finished_and_its_case_healed(pay, today, book):
    refund = refund_of(pay())
    StripeProvider().refund(refund_order_of(refund))  # and we crash before we hear of it
    assert held_by_provider("stripe") != book.balance()

    run = reconcile_day(provider="stripe", day=today)

    refund = Refund.objects.get()
    assert refund.state == "done"
    assert run.counts == {"matched": 2}
    (case,) = ReconciliationCase.objects.all()
    assert (case.kind, case.result, case.state, case.refund_id) == (
        "refund",
        "missing_here",
        "healed",
        refund.pk,
    )
    assert case.resolution.startswith("Đã hỏi lại đơn vị thanh toán")
    assert held_by_provider("stripe") == book.balance() == 0


def test_a_refund_made_by_hand_at_the_provider_stays_with_a_person(pay, today, payment_sandbox):
    attempt = pay()
    made = payment_sandbox.stripe.v1.refunds.create({"payment_intent": attempt.payment_reference})

    run = reconcile_day(provider="stripe", day=today)

    assert results(run)["refund", made.id] == "missing_here"
    assert cases() == [("refund", "missing_here", "open", made.id)]


def test_a_refund_that_the_provider_lost_is_missing_there(pay, today, book):
    refund = check_refund(refund=refund_of(pay()))
    book.lose(refund.provider_reference)

    run = reconcile_day(provider="stripe", day=today)

    assert results(run)["refund", refund.provider_reference] == "missing_at_provider"
    assert (run.ours_vnd, run.provider_vnd) == (0, 100_000)


def test_a_refund_of_another_amount_is_different(pay, today, book):
    refund = check_refund(refund=refund_of(pay()))
    book.change_amount(refund.provider_reference, 60_000)
    run = reconcile_day(provider="stripe", day=today)
    assert results(run)["refund", refund.provider_reference] == "different_amount"


def test_a_refund_that_failed_the_same_day_moved_nothing(pay, today, payment_sandbox, book):
    attempt = pay()
    payment_sandbox.fault("refund_failed")
    refund = check_refund(refund=refund_of(attempt))
    assert refund.state == "by_hand"

    run = reconcile_day(provider="stripe", day=today)

    assert results(run) == {("payment", attempt.payment_reference): "matched"}
    assert held_by_provider("stripe") == book.balance() == 100_000


# the bank


def test_the_bank_is_compared_only_where_a_statement_speaks(pay, today, bank, book):
    first, second = pay(100_000), pay(40_000)
    book.move(second.payment_reference, at(today, 10, 0, 0))
    yesterday = today - timedelta(days=1)
    bank((yesterday, "OTHER-1", 5_000))
    assert reconcile_day(provider="stripe", day=today).counts == {"matched": 2}

    bank((today, first.payment_reference, 100_000))
    run = reconcile_day(provider="stripe", day=today)

    assert results(run) == {
        ("payment", first.payment_reference): "matched",
        ("payment", second.payment_reference): "missing_at_bank",
    }
    assert (run.bank_vnd, run.counts) == (100_000, {"matched": 1, "missing_at_bank": 1})


def test_missing_at_the_bank_heals_with_the_next_statement(pay, today, bank, book):
    attempt = pay()
    book.move(attempt.payment_reference, at(today, 0, 30, 0))
    bank((today, "OTHER-1", 5_000))
    assert reconcile_day(provider="stripe", day=today).counts == {"missing_at_bank": 1}

    bank((today, attempt.payment_reference, 100_000))
    run = reconcile_day(provider="stripe", day=today)

    assert (run.counts, run.bank_vnd) == ({"matched": 1}, 100_000)
    case = ReconciliationCase.objects.get()
    assert (case.state, case.resolution) == ("healed", "Sao kê ngân hàng đã có giao dịch này.")


def test_a_different_amount_at_the_bank(pay, today, bank):
    attempt = pay()
    bank((today, attempt.payment_reference, 99_000))
    run = reconcile_day(provider="stripe", day=today)
    row = run.rows.get()
    assert (row.result, row.bank_vnd, run.bank_vnd) == ("different_amount", 99_000, 99_000)


def test_money_out_at_the_bank_is_the_refund(pay, today, bank):
    refund = check_refund(refund=refund_of(pay()))
    bank(
        (today, refund.attempt.payment_reference, 100_000),
        (today, refund.provider_reference, -100_000),
    )
    run = reconcile_day(provider="stripe", day=today)
    assert (run.counts, run.bank_vnd) == ({"matched": 2}, 0)
    assert run.rows.get(kind="refund").bank_vnd == 100_000


def test_the_last_hour_of_a_day_waits_for_the_banks_next_day(pay, today, bank, book):
    attempt = pay()
    yesterday = today - timedelta(days=1)
    book.move(attempt.payment_reference, at(yesterday, 23, 30, 0))
    bank((yesterday, "OTHER-1", 5_000))
    assert reconcile_day(provider="stripe", day=yesterday).counts == {"matched": 1}

    bank((today, "OTHER-2", 5_000))
    assert reconcile_day(provider="stripe", day=yesterday).counts == {"missing_at_bank": 1}


# days


def test_around_midnight_a_payment_stands_in_one_day_once(pay, today, book):
    """The provider booked it at 23:59:58, we at 00:00:03."""
    attempt = pay()
    yesterday = today - timedelta(days=1)
    book.move(attempt.payment_reference, at(yesterday, 23, 59, 58))

    late, early = (
        reconcile_day(provider="stripe", day=yesterday),
        reconcile_day(provider="stripe", day=today),
    )

    assert results(late) == {("payment", attempt.payment_reference): "matched"}
    assert results(early) == {}
    assert cases() == []


def test_a_provider_whose_clock_is_ahead_is_no_difference_either(pay, today, book):
    """We booked it at 23:59:58, the provider at 00:00:03."""
    # The page is asked for now: the provider's own clock says how long it may stay open.
    paid = pay(told=False)
    with time_machine.travel(at(today, 23, 59, 50), tick=False):
        attempt = check_attempt(attempt=paid)
    tomorrow = today + timedelta(days=1)
    book.move(attempt.payment_reference, at(tomorrow, 0, 0, 3))

    with time_machine.travel(at(tomorrow, 1, 30, 0), tick=False):
        assert results(reconcile_day(provider="stripe", day=today)) == {}
        late = reconcile_day(provider="stripe", day=tomorrow)
    assert results(late) == {("payment", attempt.payment_reference): "matched"}
    assert cases() == []


def test_what_we_heard_of_days_later_belongs_to_the_day_it_was_paid(pay, today, book):
    """Reconciled in whatever order, also when that day was compared long before."""
    attempt = pay()
    paid_on = today - timedelta(days=5)
    book.move(attempt.payment_reference, at(paid_on, 10, 0, 0))

    reconcile_day(provider="stripe", day=paid_on)
    run = reconcile_day(provider="stripe", day=today)

    assert results(run) == {}
    assert cases() == []


def test_found_on_another_day_heals_and_says_which(pay, today, book):
    attempt = pay()
    book.move(attempt.payment_reference, at(today + timedelta(days=40), 9, 0, 0))
    reconcile_day(provider="stripe", day=today)

    yesterday = today - timedelta(days=1)
    book.move(attempt.payment_reference, at(yesterday, 23, 59, 58))
    run = reconcile_day(provider="stripe", day=today)

    assert results(run) == {}
    case = ReconciliationCase.objects.get()
    assert (case.state, case.resolution) == (
        "healed",
        f"Đơn vị thanh toán đã ghi sổ giao dịch này ngày {yesterday:%d/%m/%Y}.",
    )


# repetition


def test_again_finds_the_same_and_keeps_the_cases(pay, today, book):
    pay(100_000)
    lost = pay(40_000)
    book.lose(lost.payment_reference)
    first = reconcile_day(provider="stripe", day=today)
    before = (results(first), first.counts, cases())
    case_id, opened_at = ReconciliationCase.objects.values_list("pk", "opened_at").get()

    again = reconcile_day(provider="stripe", day=today)

    assert again.pk == first.pk
    assert (results(again), again.counts, cases()) == before
    assert ReconciliationRow.objects.count() == 2
    assert ReconciliationCase.objects.values_list("pk", "opened_at").get() == (case_id, opened_at)
    assert ActionLogEntry.objects.filter(action="reconcile_day").count() == 1


def test_a_difference_that_comes_back_opens_its_case_again(pay, today, book):
    attempt = pay()
    for amount, state in ((90_000, "open"), (100_000, "healed"), (80_000, "open")):
        book.change_amount(attempt.payment_reference, amount)
        reconcile_day(provider="stripe", day=today)
        assert ReconciliationCase.objects.get().state == state


def test_a_list_that_cannot_be_read_changes_no_row(pay, today, payment_sandbox):
    pay()
    first = reconcile_day(provider="stripe", day=today)
    before = (first.counts, first.finished_at, results(first))

    payment_sandbox.fault("error_500", count=20)
    run = reconcile_day(provider="stripe", day=today)
    payment_sandbox.clear()

    assert run.problem.startswith("ProviderUnavailable")
    assert (run.counts, run.finished_at, results(run)) == before
    assert reconcile_day(provider="stripe", day=today).problem == ""


def test_a_list_of_many_pages_is_read_to_its_end(pay, today, monkeypatch):
    monkeypatch.setattr("payments.providers.stripe.movements.PAGE_SIZE", 2)
    for _ in range(5):
        pay(20_000)
    assert reconcile_day(provider="stripe", day=today).counts == {"matched": 5}


def test_matched_rows_are_equal_in_the_books_and_the_books_agree(pay, today, book):
    for amount in (100_000, 45_000, 13_000):
        pay(amount)
    for amount in (60_000, 70_000):
        check_refund(refund=refund_of(pay(amount)))
    book.change_amount(pay(50_000).payment_reference, 49_000)

    run = reconcile_day(provider="stripe", day=today)

    matched = run.rows.filter(result="matched")
    sums = matched.aggregate(ours=Sum("ours_vnd"), provider=Sum("provider_vnd"))
    assert sums["ours"] == sums["provider"] == 158_000 + 2 * 130_000
    assert run.ours_vnd == held_by_provider("stripe") == book.balance() == 208_000
    assert balance() == 0


# the night


def test_the_nightly_round_takes_yesterday_the_days_before_and_open_cases(pay, today, book):
    long_ago = today - timedelta(days=20)
    attempt = pay()
    book.move(attempt.payment_reference, at(today - timedelta(days=2), 12, 0, 0))
    ReconciliationCase.objects.create(
        provider="stripe",
        kind="payment",
        reference="pi_gone",
        result="missing_at_provider",
        day=long_ago,
        opened_at=at(long_ago, 12, 0, 0),
    )

    runs = reconcile_lately()

    assert [(run.day, run.counts) for run in runs] == [
        (long_ago, {}),
        (today - timedelta(days=3), {}),
        (today - timedelta(days=2), {"matched": 1}),
        (today - timedelta(days=1), {}),
    ]
    assert ReconciliationCase.objects.get().state == "healed"
    sweep = SweepRun.objects.get(name="reconciliation")
    assert (sweep.asked, sweep.silent, sweep.finished_at is not None) == (4, 0, True)
    assert Reconciliation.objects.count() == 4
    assert day_of(sweep.started_at) == today


# the command


def test_the_command_tells_and_exits_1_while_a_difference_is_open(pay, today, book, capsys):
    attempt = pay(100_000)
    call_command("reconcile", "--day", today.isoformat(), "--provider", "stripe")
    assert capsys.readouterr().out == (
        f"{today:%d/%m/%Y} stripe: khớp 1, thiếu ở hệ thống 0, thiếu ở đơn vị thanh toán 0, thiếu ở"
        " ngân hàng 0, lệch số tiền 0; hệ thống 100.000 đ, đơn vị thanh toán 100.000 đ, ngân hàng"
        " chưa có sao kê\n"
    )

    book.change_amount(attempt.payment_reference, 90_000)
    with pytest.raises(SystemExit) as stopped:
        call_command("reconcile", "--day", today.isoformat(), "--provider", "stripe")
    assert stopped.value.code == 1
    assert f"Lệch số tiền: Khoản thu {attempt.payment_reference}" in capsys.readouterr().out


def test_the_command_exits_1_when_a_list_cannot_be_read(today, settings, capsys):
    settings.STRIPE_API_BASE = "http://127.0.0.1:1"
    with pytest.raises(SystemExit) as stopped:
        call_command("reconcile", "--day", today.isoformat(), "--provider", "stripe")
    assert stopped.value.code == 1
    assert "không đọc được danh sách" in capsys.readouterr().out
