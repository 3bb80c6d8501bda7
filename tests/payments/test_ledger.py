"""The books: append-only, balanced, each movement once. The database itself says so."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from payments.ledger import book
from payments.models import LedgerEntry, PaymentAttempt
from payments.models.ledger_entry import Account
from portal.shared import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid(obligation):
    return PaymentAttempt.objects.create(
        obligation=obligation,
        provider="cash",
        idempotency_key="k",
        amount_vnd=100_000,
        created_at=clock.now(),
        expires_at=clock.now(),
    )


def put(attempt, transfer="settle:1"):
    book(
        transfer=transfer,
        into=Account.HELD_BY_PROVIDER,
        for_account=Account.FEES,
        amount_vnd=100_000,
        attempt=attempt,
    )


def test_two_entries_that_sum_to_zero(paid):
    put(paid)
    entries = LedgerEntry.objects.order_by("-amount_vnd").values_list("account", "amount_vnd")
    assert list(entries) == [("held_by_provider", 100_000), ("fees", -100_000)]


def test_the_same_movement_twice_is_refused(paid):
    put(paid)
    with pytest.raises(IntegrityError, match="ledger_transfer_once"), transaction.atomic():
        put(paid)
    assert LedgerEntry.objects.count() == 2


@pytest.mark.parametrize(
    "deed", [lambda rows: rows.update(amount_vnd=1), lambda rows: rows.delete()]
)
def test_entries_neither_change_nor_vanish(paid, deed):
    put(paid)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        deed(LedgerEntry.objects.all())
    assert LedgerEntry.objects.filter(amount_vnd=100_000).count() == 1


def test_one_sided_money_is_refused(paid):
    with (
        pytest.raises(IntegrityError, match="does not balance"),
        transaction.atomic(),
    ):
        LedgerEntry.objects.create(
            transfer="odd",
            account=Account.HELD_BY_PROVIDER,
            amount_vnd=5,
            attempt=paid,
            at=clock.now(),
        )
        with connection.cursor() as cursor:  # what a commit does
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
