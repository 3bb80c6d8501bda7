"""Who may ask money back, how much, and what follows by itself."""

import pytest
from django.db import IntegrityError, transaction

from payments.actions.approve_refund import approve_refund
from payments.actions.check_attempt import check_attempt
from payments.actions.give_back import give_back
from payments.actions.reject_refund import reject_refund
from payments.actions.request_refund import refund_by_rule, request_refund
from payments.errors import NothingToGiveBack
from payments.models import LedgerEntry, PaymentAttempt, Refund
from payments.queries.refunds import left_to_give_back
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from portal.shared.models import ActionLogEntry
from tests.payments.factory import books
from tests.world import Person, make_staff

pytestmark = pytest.mark.django_db
REASON = "Công dân nộp nhầm hồ sơ."


@pytest.fixture
def paid(attempt: PaymentAttempt, payment_sandbox) -> PaymentAttempt:
    """100.000 đ, settled online."""
    payment_sandbox.press(attempt.provider_reference, "succeed")
    return check_attempt(attempt=attempt)


@pytest.fixture
def requested(paid: PaymentAttempt, clerk: Person) -> Refund:
    """The clerk asks for all of it."""
    return request_refund(actor=clerk.actor, attempt=paid, amount_vnd=100_000, reason=REASON)


def test_a_clerk_requests_and_a_leader_decides(requested, clerk, leader):
    assert (requested.state, requested.is_automatic, requested.method) == (
        "requested",
        False,
        "provider",
    )
    assert requested.requested_by_id == clerk.user.pk

    approved = approve_refund(actor=leader.actor, refund=requested)

    assert (approved.state, approved.decided_by_id) == ("approved", leader.user.pk)
    assert [entry.action for entry in ActionLogEntry.objects.order_by("pk")][-2:] == [
        "request_refund",
        "approve_refund",
    ]


def test_a_part_may_be_asked_back_and_the_rest_later(paid, clerk, leader):
    part = request_refund(actor=clerk.actor, attempt=paid, amount_vnd=40_000, reason=REASON)
    with pytest.raises(NothingToGiveBack):  # one at a time
        request_refund(actor=clerk.actor, attempt=paid, amount_vnd=60_000, reason=REASON)
    assert left_to_give_back(paid) == 60_000
    reject_refund(actor=leader.actor, refund=part, reason="Không đủ căn cứ.")
    assert left_to_give_back(paid) == 100_000


@pytest.mark.parametrize(
    ("amount", "reason", "fields"),
    [
        (0, REASON, {"amount_vnd"}),
        (-5, REASON, {"amount_vnd"}),
        (100_001, REASON, {"amount_vnd"}),
        (100_000, "  ", {"reason"}),
        (100_000, "x" * 501, {"reason"}),
    ],
)
def test_what_was_typed_is_checked(paid, clerk, amount, reason, fields):
    with pytest.raises(InvalidInput) as caught:
        request_refund(actor=clerk.actor, attempt=paid, amount_vnd=amount, reason=reason)
    assert set(caught.value.errors) == fields
    assert not Refund.objects.exists()


@pytest.mark.parametrize("who", ["tra", "officer", "leader", "admin", "clerk_tamtien"])
def test_others_may_not_request(paid, request, who):
    with pytest.raises(NotAllowed):
        request_refund(
            actor=request.getfixturevalue(who).actor,
            attempt=paid,
            amount_vnd=100_000,
            reason=REASON,
        )
    assert not Refund.objects.exists()


@pytest.mark.parametrize("who", ["clerk", "officer", "admin", "tra"])
def test_only_the_leader_of_the_agency_decides(requested, request, who):
    actor = request.getfixturevalue(who).actor
    with pytest.raises(NotAllowed):
        approve_refund(actor=actor, refund=requested)
    with pytest.raises(NotAllowed):
        reject_refund(actor=actor, refund=requested, reason="Không.")
    assert Refund.objects.get().state == "requested"


def test_a_leader_of_another_agency_does_not_decide(requested, one_stop):
    elsewhere = make_staff("leader", one_stop, email="leader.elsewhere@motcua.example")
    with pytest.raises(NotAllowed):
        approve_refund(actor=elsewhere.actor, refund=requested)
    assert Refund.objects.get().state == "requested"


def test_who_requested_does_not_decide(requested, leader):
    Refund.objects.update(requested_by=leader.user)
    for decide in (approve_refund, lambda **who: reject_refund(**who, reason="Không.")):
        with pytest.raises(NotAllowed, match="không được tự duyệt"):
            decide(actor=leader.actor, refund=requested)
    assert Refund.objects.get().state == "requested"


def test_decided_once(requested, leader):
    reject_refund(actor=leader.actor, refund=requested, reason="Không đủ căn cứ.")
    with pytest.raises(StalePage):
        approve_refund(actor=leader.actor, refund=requested)
    refund = Refund.objects.get()
    assert (refund.state, refund.decision_reason) == ("rejected", "Không đủ căn cứ.")


def test_rejecting_needs_a_reason(requested, leader):
    with pytest.raises(InvalidInput):
        reject_refund(actor=leader.actor, refund=requested, reason=" ")
    assert Refund.objects.get().state == "requested"


def test_by_rule_all_of_it_sets_off_at_once_and_once(paid):
    refund = refund_by_rule(attempt=paid, cause=Refund.Cause.REFUSED, reason="Sai nơi nộp.")
    assert refund is not None
    assert (refund.state, refund.amount_vnd, refund.is_automatic) == ("approved", 100_000, True)
    assert refund.decided_at is not None
    assert refund_by_rule(attempt=paid, cause=Refund.Cause.REFUSED) is None
    assert Refund.objects.count() == 1


def test_a_request_that_nobody_decided_gives_way_to_the_rule(requested, paid):
    by_rule = refund_by_rule(attempt=paid, cause=Refund.Cause.REFUSED)
    assert by_rule is not None
    states = Refund.objects.order_by("pk").values_list("state", "problem")
    assert list(states) == [("rejected", "replaced_by_automatic_refund"), ("approved", "")]


def test_giving_back_cancels_what_is_due(obligation):
    assert give_back(subject=obligation.subject, cause=Refund.Cause.REFUSED, reason="x") == []
    obligation = type(obligation).objects.get()
    assert obligation.state == "cancelled"


def test_giving_back_twice_gives_once(paid):
    subject = paid.obligation.subject
    assert len(give_back(subject=subject, cause=Refund.Cause.REFUSED, reason="x")) == 1
    assert give_back(subject=subject, cause=Refund.Cause.REFUSED, reason="x") == []


def test_unpaid_and_foreign_money_has_nothing_to_give_back(attempt, paid):
    PaymentAttempt.objects.update(problem="wrong_currency")
    assert left_to_give_back(PaymentAttempt.objects.get()) == 0
    assert refund_by_rule(attempt=paid, cause=Refund.Cause.REFUSED) is None


def test_the_database_never_gives_back_more_than_came_in(requested, leader):
    """Trigger `within_received`, whatever the code above believes."""
    approve_refund(actor=leader.actor, refund=requested)
    one_more = Refund(
        attempt=requested.attempt,
        amount_vnd=1,
        cause=Refund.Cause.ASKED,
        idempotency_key="one-more",
        requested_at=requested.requested_at,
    )
    with pytest.raises(IntegrityError, match="has not received that much"), transaction.atomic():
        one_more.save(force_insert=True)
    assert Refund.objects.count() == 1
    assert LedgerEntry.objects.count() == 2
    assert books() == {"held_by_provider": 100_000, "fees": -100_000}
