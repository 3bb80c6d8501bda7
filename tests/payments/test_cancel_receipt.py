"""A cancelled receipt is kept with its number; a payment never has two that are valid."""

import pytest
from django.db import IntegrityError, connection, transaction

from payments.actions.finish_refund import finish_refund
from payments.actions.issue_receipt import issue_receipt
from payments.actions.replace_receipt import replace_receipt
from payments.actions.request_refund import refund_by_rule
from payments.actions.reverse_cash import reverse_cash
from payments.locks import lock_refund
from payments.models import PaymentAttempt, Receipt, ReceiptBook, Refund
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from portal.shared.models import ActionLogEntry
from tests.at_once import at_once
from tests.payments.factory import make_obligation
from tests.payments.receipts.paying import pay_in_cash, pay_online

pytestmark = pytest.mark.django_db
REASON = "Ghi sai họ tên người nộp."


@pytest.fixture
def receipt(obligation, teller) -> Receipt:
    """The receipt of cash."""
    pay_in_cash(obligation, teller)
    return Receipt.objects.get()


def replace(actor: Actor, receipt: Receipt, **but: str) -> Receipt:
    typed = {"reason": REASON, "payer_name": "Nguyễn Thị Trà My", "payer_address": "Xã Tam Tiến"}
    return replace_receipt(actor=actor, key=receipt.key, **typed | but)


def give_back(attempt: PaymentAttempt) -> None:
    """All of the money, by transfer."""
    refund = refund_by_rule(attempt=attempt, cause=Refund.Cause.REFUSED)
    assert refund is not None
    with transaction.atomic():
        _obligation, refund = lock_refund(refund)
        finish_refund(refund, method=Refund.Method.TRANSFER)


def states() -> list[tuple[int, bool]]:
    """The number of each receipt and whether it is cancelled."""
    return [(one.number, one.is_cancelled) for one in Receipt.objects.order_by("number")]


def test_a_clerk_cancels_and_the_same_payment_has_a_new_one(receipt, teller):
    new = replace(teller, receipt)

    assert states() == [(1, True), (2, False)]
    old = Receipt.objects.get(pk=receipt.pk)
    assert (old.cancelled_by, old.cancel_reason) == (teller.name, REASON)
    assert (old.payer_name, new.payer_name) == ("Nguyễn Thị Trà", "Nguyễn Thị Trà My")
    assert (new.attempt, new.amount_vnd, new.lines) == (
        receipt.attempt,
        receipt.amount_vnd,
        receipt.lines,
    )
    assert (new.issued_by, new.payer_address) == (teller.name, "Xã Tam Tiến")
    entry = ActionLogEntry.objects.get(action="replace_receipt")
    assert (entry.actor_name, entry.subject) == (teller.name, f"receipt:{receipt.key}")
    assert entry.detail["replaced_by"] == str(new.key)
    assert "Trà" not in str(entry.detail)
    assert issue_receipt(attempt=receipt.attempt) == new


def test_twice_changes_nothing_more(receipt, teller):
    replace(teller, receipt)
    with pytest.raises(StalePage, match="đã hủy rồi"):
        replace(teller, receipt, reason="Lần nữa")
    assert states() == [(1, True), (2, False)]
    assert Receipt.objects.get(number=1).cancel_reason == REASON


@pytest.mark.parametrize("missing", ["reason", "payer_name"])
def test_a_reason_and_a_name_are_needed(receipt, teller, missing):
    with pytest.raises(InvalidInput) as refusal:
        replace(teller, receipt, **{missing: "  "})
    assert list(refusal.value.errors) == [missing]
    assert states() == [(1, False)]


def test_only_clerks_of_the_counter(receipt, leader, clerk_tamtien):
    with pytest.raises(NotAllowed):
        replace(leader.actor, receipt)
    with pytest.raises(Receipt.DoesNotExist):
        replace(clerk_tamtien.actor, receipt)
    assert states() == [(1, False)]
    assert not ActionLogEntry.objects.filter(action="replace_receipt").exists()


def test_reversed_cash_cancels_its_receipt(receipt, teller):
    reverse_cash(actor=teller, key=receipt.attempt.key, reason="Thu nhầm hồ sơ.")

    cancelled = Receipt.objects.get()
    assert cancelled.cancelled_by == teller.name
    assert cancelled.cancel_reason == "Ghi đảo khoản thu: Thu nhầm hồ sơ."
    assert issue_receipt(attempt=receipt.attempt) is None
    assert states() == [(1, True)]


def test_cash_taken_again_after_a_reversal_has_the_next_number(receipt, teller):
    reverse_cash(actor=teller, key=receipt.attempt.key, reason="Thu nhầm hồ sơ.")
    anew = receipt.attempt.obligation.__class__.objects.get(state="due")
    pay_in_cash(anew, teller)
    assert states() == [(1, True), (2, False)]


def test_a_refund_of_all_cancels_the_receipt(obligation):
    attempt = pay_online(obligation)
    issue_receipt(attempt=attempt)

    give_back(attempt)

    cancelled = Receipt.objects.get()
    assert cancelled.cancelled_by == "Hệ thống"
    assert cancelled.cancel_reason == "Đã hoàn trả toàn bộ số tiền cho người nộp."
    assert issue_receipt(attempt=attempt) is None


def test_a_refund_of_a_part_does_not(obligation, clerk):
    attempt = pay_online(obligation)
    receipt = issue_receipt(attempt=attempt)
    refund = Refund.objects.create(
        attempt=attempt, amount_vnd=40_000, cause="asked", state="approved",
        idempotency_key="part", requested_at=attempt.closed_at,
    )  # fmt: skip
    with transaction.atomic():
        _obligation, refund = lock_refund(refund)
        finish_refund(refund, method=Refund.Method.TRANSFER)
    assert not Receipt.objects.get().is_cancelled
    assert issue_receipt(attempt=attempt) == receipt


def test_money_given_back_before_the_receipt_was_written_needs_none(obligation, run_jobs):
    attempt = pay_online(obligation)
    give_back(attempt)
    run_jobs(queues=["payments"], expect_failures=True)
    assert Receipt.objects.count() == 0


@pytest.mark.parametrize(
    "change",
    [
        "cancelled_at = NULL, cancelled_by = '', cancel_reason = ''",
        "cancel_reason = 'Khác'",
        "cancelled_by = 'Ai đó'",
    ],
)
def test_the_database_takes_no_cancellation_back(receipt, teller, change):
    replace(teller, receipt)
    with (
        pytest.raises(IntegrityError, match="frozen"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE payments_receipt SET {change} WHERE number = 1")


@pytest.mark.django_db(transaction=True)
def test_two_clerks_at_once_cancel_it_once(receipt, teller):
    results = at_once(*[lambda: replace(teller, receipt)] * 3)
    assert sorted(type(result).__name__ for result in results) == [
        "Receipt",
        "StalePage",
        "StalePage",
    ]
    assert states() == [(1, True), (2, False)]


@pytest.mark.django_db(transaction=True)
def test_cancelling_writing_and_giving_back_at_once(payer, teller):
    """Whatever comes first: no gap, and at most one valid receipt of each payment."""
    attempts = [pay_online(make_obligation(payer.citizen)) for _ in range(4)]
    receipts = [issue_receipt(attempt=attempt) for attempt in attempts]

    at_once(
        *[lambda one=one: replace(teller, one) for one in receipts],
        *[lambda one=one: give_back(one) for one in attempts],
        *[lambda one=one: issue_receipt(attempt=one) for one in attempts],
    )

    numbers = [number for number, _cancelled in states()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert ReceiptBook.objects.get().next_number == len(numbers) + 1
    assert not Receipt.objects.filter(cancelled_at__isnull=True).exists()


def test_officers_cancel_nothing(receipt):
    with pytest.raises(NotAllowed):
        replace(Actor(role=Role.OFFICER, name="Cán bộ thụ lý"), receipt)
    assert states() == [(1, False)]
