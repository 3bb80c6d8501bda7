"""Cash at the counter."""

import pytest

from payments.actions.settle_at_counter import settle_at_counter
from payments.actions.stop_online_payment import stop_online_payment
from payments.errors import NothingDue, OnlinePaymentRunning, ProviderSilent
from payments.models import LedgerEntry, Obligation
from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.roles import Role
from portal.shared.errors import NotAllowed
from portal.shared.models import ActionLogEntry
from tests.payments.factory import books, fresh

pytestmark = pytest.mark.django_db
CLERK = Actor(role=Role.CLERK, name="Cán bộ một cửa", user_id=1)


def test_cash_settles_into_the_till(obligation, settled_events):
    settled = settle_at_counter(actor=CLERK, subject=obligation.subject)

    assert (settled.state, settled.settled_by) == ("settled", "cash")
    assert books() == {"till": 100_000, "fees": -100_000}
    assert [event.settled_by for event in settled_events] == ["cash"]
    entry = ActionLogEntry.objects.get(action="settle_at_counter")
    assert entry.actor_name == "Cán bộ một cửa"


def test_twice_is_once(obligation, settled_events):
    for _ in range(2):
        settle_at_counter(actor=CLERK, subject=obligation.subject)
    assert LedgerEntry.objects.count() == 2
    assert len(settled_events) == 1


@pytest.mark.parametrize("actor", [SYSTEM, Actor(role=Role.OFFICER, name="Cán bộ thụ lý")])
def test_only_clerks_take_cash(obligation, actor, settled_events):
    with pytest.raises(NotAllowed):
        settle_at_counter(actor=actor, subject=obligation.subject)
    assert Obligation.objects.get().state == "due"
    assert LedgerEntry.objects.count() == 0
    assert settled_events == []


def test_nothing_due_takes_nothing():
    with pytest.raises(NothingDue):
        settle_at_counter(actor=CLERK, subject="thing:none")


def test_an_open_page_is_closed_first(attempt, payment_sandbox):
    subject = attempt.obligation.subject
    with pytest.raises(OnlinePaymentRunning):
        settle_at_counter(actor=CLERK, subject=subject)

    stop_online_payment(subject=subject)
    settle_at_counter(actor=CLERK, subject=subject)

    assert payment_sandbox.session(attempt.provider_reference).status == "expired"
    assert fresh(attempt).state == "cancelled"
    assert Obligation.objects.get().settled_by == "cash"


def test_paid_online_a_moment_ago_means_no_cash(attempt, payment_sandbox):
    payment_sandbox.press(attempt.provider_reference, "succeed")
    stop_online_payment(subject=attempt.obligation.subject)
    with pytest.raises(NothingDue):
        settle_at_counter(actor=CLERK, subject=attempt.obligation.subject)
    assert books() == {"held_by_provider": 100_000, "fees": -100_000}


def test_a_silent_provider_means_no_cash_yet(attempt, payment_sandbox):
    payment_sandbox.fault("error_500", count=3)
    with pytest.raises(ProviderSilent, match="Chưa thu tiền mặt"):
        stop_online_payment(subject=attempt.obligation.subject)
    assert fresh(attempt).state == "open"
