"""People take cases and close them; the log tells of it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from payments.actions.close_case import close_case
from payments.actions.reconcile_day import reconcile_day
from payments.actions.take_case import take_case
from payments.models import ReconciliationCase
from portal.accounts.roles import Role
from portal.shared import clock
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from portal.shared.models import ActionLogEntry
from tests.world import make_staff

pytestmark = pytest.mark.django_db
WORDS = "Đơn vị thanh toán xác nhận đã thu nhầm."


@pytest.fixture
def case(db):
    return ReconciliationCase.objects.create(
        provider="stripe",
        kind="payment",
        reference="pi_1",
        result="different_amount",
        day=clock.today() - timedelta(days=1),
        opened_at=clock.now(),
    )


def now(case):
    return ReconciliationCase.objects.get(pk=case.pk)


def test_take_then_close(case, admin):
    take_case(actor=admin.actor, case_id=case.pk, seen_owner_id=None)
    assert now(case).owner == admin.user

    close_case(actor=admin.actor, case_id=case.pk, resolution=f"  {WORDS}\n")

    case = now(case)
    assert (case.state, case.resolution, case.closed_by) == ("closed", WORDS, admin.user)
    assert list(ActionLogEntry.objects.order_by("position").values_list("action", "subject")) == [
        ("take_reconciliation_case", f"reconciliation_case:{case.pk}"),
        ("close_reconciliation_case", f"reconciliation_case:{case.pk}"),
    ]


def test_two_who_take_it_at_once_do_not_both_have_it(case, admin, province):
    other = make_staff(Role.PROVINCIAL_ADMIN, province, email="admin2@motcua.example")
    take_case(actor=other.actor, case_id=case.pk, seen_owner_id=None)
    with pytest.raises(StalePage):
        take_case(actor=admin.actor, case_id=case.pk, seen_owner_id=None)
    assert now(case).owner == other.user

    take_case(actor=admin.actor, case_id=case.pk, seen_owner_id=other.user.pk)
    assert now(case).owner == admin.user


def test_others_neither_take_nor_close(case, auditor, leader, admin):
    for person in (auditor, leader):
        with pytest.raises(NotAllowed):
            take_case(actor=person.actor, case_id=case.pk, seen_owner_id=None)
    for person in (auditor, admin):  # nobody has taken it
        with pytest.raises(NotAllowed):
            close_case(actor=person.actor, case_id=case.pk, resolution=WORDS)
    assert (now(case).owner, now(case).state) == (None, "open")
    assert ActionLogEntry.objects.count() == 0


def test_a_resolution_is_required(case, admin):
    take_case(actor=admin.actor, case_id=case.pk, seen_owner_id=None)
    for words in ("", "   ", "xong", "x" * 501):
        with pytest.raises(InvalidInput) as refused:
            close_case(actor=admin.actor, case_id=case.pk, resolution=words)
        assert list(refused.value.errors) == ["resolution"]
    assert now(case).state == "open"
    with pytest.raises(IntegrityError), transaction.atomic():
        ReconciliationCase.objects.filter(pk=case.pk).update(state="closed", resolution="")


def test_what_is_done_is_not_done_again(case, admin):
    take_case(actor=admin.actor, case_id=case.pk, seen_owner_id=None)
    close_case(actor=admin.actor, case_id=case.pk, resolution=WORDS)
    with pytest.raises(StalePage):
        close_case(actor=admin.actor, case_id=case.pk, resolution="Một lời giải thích khác.")
    with pytest.raises(StalePage):
        take_case(actor=admin.actor, case_id=case.pk, seen_owner_id=admin.user.pk)
    assert now(case).resolution == WORDS


def test_a_closed_case_stays_closed_until_its_amounts_change(pay, today, book, admin):
    attempt = pay(100_000)
    book.change_amount(attempt.payment_reference, 90_000)
    reconcile_day(provider="stripe", day=today)
    case = ReconciliationCase.objects.get()
    take_case(actor=admin.actor, case_id=case.pk, seen_owner_id=None)
    close_case(actor=admin.actor, case_id=case.pk, resolution=WORDS)

    reconcile_day(provider="stripe", day=today)
    assert now(case).state == "closed"

    book.change_amount(attempt.payment_reference, 80_000)
    reconcile_day(provider="stripe", day=today)
    assert (now(case).state, now(case).provider_vnd, now(case).owner) == (
        "open",
        80_000,
        admin.user,
    )
