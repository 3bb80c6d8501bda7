"""Payments whose receipt was never written get it."""

from datetime import timedelta

import pytest

from payments.actions.issue_receipt import issue_receipt
from payments.actions.sweep_receipts import sweep_receipts
from payments.models import PaymentAttempt, Receipt, ReceiptBook
from portal.shared import clock
from tests.payments.factory import make_obligation
from tests.payments.receipts.paying import pay_online
from tests.payments.test_cancel_receipt import give_back

pytestmark = pytest.mark.django_db


def test_a_lost_job_is_made_good_once(payer):
    lost = [pay_online(make_obligation(payer.citizen)) for _ in range(2)]
    issue_receipt(attempt=pay_online(make_obligation(payer.citizen)))

    assert sweep_receipts() == 2
    assert sweep_receipts() == 0

    assert set(Receipt.objects.values_list("attempt", flat=True)) >= {one.pk for one in lost}
    assert Receipt.objects.count() == 3


def test_what_is_owed_none_is_left_alone(payer):
    give_back(pay_online(make_obligation(payer.citizen)))
    pay_online(make_obligation(payer.citizen), amount=1)
    assert sweep_receipts() == 0
    assert Receipt.objects.count() == 0


def test_it_looks_back_a_month(payer):
    attempt = pay_online(make_obligation(payer.citizen))
    old = clock.now() - timedelta(days=32)
    PaymentAttempt.objects.filter(pk=attempt.pk).update(closed_at=old)
    assert sweep_receipts() == 0


def test_one_that_fails_keeps_no_other_waiting(payer, one_stop):
    """A book that was tampered with gives a number out twice, which the database refuses."""
    issue_receipt(attempt=pay_online(make_obligation(payer.citizen)))
    ReceiptBook.objects.update(next_number=1)
    pay_online(make_obligation(payer.citizen))
    good = pay_online(make_obligation(payer.citizen, agency=one_stop))

    assert sweep_receipts() == 1

    assert Receipt.objects.count() == 2
    assert Receipt.objects.latest("pk").attempt_id == good.pk


def test_it_costs_one_query_when_nothing_is_missing(payer, django_assert_num_queries):
    for _ in range(3):
        issue_receipt(attempt=pay_online(make_obligation(payer.citizen)))
    with django_assert_num_queries(1):
        assert sweep_receipts() == 0
