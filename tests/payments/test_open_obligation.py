"""Something is owed: once per subject, and its lines add up."""

import pytest

from payments.actions.cancel_obligation import cancel_obligation, cancel_obligation_of
from payments.models import Obligation
from payments.queries import obligation_of
from tests.payments.factory import make_obligation

pytestmark = pytest.mark.django_db


def test_the_same_again_is_the_same(payer):
    first = make_obligation(payer.citizen, subject="thing:x")
    assert make_obligation(payer.citizen, subject="thing:x").pk == first.pk
    assert Obligation.objects.count() == 1


def test_another_amount_while_one_is_due_is_refused(payer):
    make_obligation(payer.citizen, subject="thing:x")
    with pytest.raises(ValueError, match="already due"):
        make_obligation(payer.citizen, subject="thing:x", amount_vnd=50_000)
    assert Obligation.objects.get().amount_vnd == 100_000


@pytest.mark.parametrize("amount", [0, -5])
def test_nothing_or_less_is_no_obligation(payer, amount):
    with pytest.raises(ValueError, match="positive"):
        make_obligation(payer.citizen, amount_vnd=amount)
    assert Obligation.objects.count() == 0


def test_after_cancelling_another_may_be_opened(payer):
    first = make_obligation(payer.citizen, subject="thing:x")
    cancel_obligation(obligation=first, reason="withdrawn")
    second = make_obligation(payer.citizen, subject="thing:x", amount_vnd=50_000)

    assert obligation_of("thing:x") == second
    first.refresh_from_db()
    assert (first.state, first.cancel_reason) == ("cancelled", "withdrawn")


def test_cancelling_what_is_not_due_changes_nothing(payer):
    assert cancel_obligation_of(subject="thing:none", reason="r") is None
    first = cancel_obligation(obligation=make_obligation(payer.citizen), reason="first")
    assert cancel_obligation(obligation=first, reason="second").cancel_reason == "first"


def test_cancelling_closes_the_page_at_the_provider(attempt, payment_sandbox, run_jobs):
    cancel_obligation(obligation=attempt.obligation, reason="withdrawn")
    assert run_jobs(queues=["payments"]) == ["payments.check_attempt"]

    assert payment_sandbox.session(attempt.provider_reference).status == "expired"
    attempt.refresh_from_db()
    assert attempt.state == "cancelled"
