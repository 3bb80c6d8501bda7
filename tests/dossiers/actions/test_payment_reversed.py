"""Cash booked by mistake: the dossier is unpaid again, unless it has ended."""

import pytest

from dossiers.actions.decide import decide
from dossiers.actions.hand_over import hand_over
from dossiers.actions.propose import propose
from dossiers.actions.receive import receive
from dossiers.actions.start_processing import start_processing
from dossiers.actions.take_cash import take_cash
from dossiers.documents.freshness import is_current
from dossiers.models import Document, Dossier
from payments.actions.reverse_cash import reverse_cash
from payments.errors import NotReversible
from payments.queries import obligation_of, online_providers_for
from payments.queries.cash import settled_attempt_of
from portal.national.models import OutboxMessage
from portal.shared.errors import NotAllowed
from tests.payments.factory import books

pytestmark = pytest.mark.django_db


@pytest.fixture
def take(make_dossier, clerk):
    def take(**draft) -> Dossier:
        state = "payment_required" if draft.get("level", 4) == 4 else "submitted"
        code = str(make_dossier(state, **draft).code)
        return take_cash(actor=clerk.actor, code=code, float_vnd=0)

    return take


def reverse(clerk, dossier: Dossier) -> Dossier:
    attempt = settled_attempt_of(obligation_of(dossier.subject))
    reverse_cash(actor=clerk.actor, key=attempt.key, reason="Thu nhầm hồ sơ.")
    return Dossier.objects.get(pk=dossier.pk)


def test_nobody_has_received_it_it_waits_for_the_fee_again(take, clerk, run_jobs):
    dossier = take()
    assert (dossier.state, dossier.is_unpaid) == ("submitted", False)
    run_jobs()
    receipt = Document.objects.get(dossier=dossier, kind="filing_receipt")
    sent = OutboxMessage.objects.count()

    dossier = reverse(clerk, dossier)

    assert (dossier.state, dossier.paid_at, dossier.came_from) == (
        "payment_required", None, ["submitted"],
    )  # fmt: skip
    assert dossier.history.last().event == "require_payment"
    assert OutboxMessage.objects.count() == sent + 1
    due = obligation_of(dossier.subject)
    assert online_providers_for(due) != []
    receipt = Document.objects.select_related("dossier").get(pk=receipt.pk)
    assert not is_current(receipt)  # it says that the fee was paid


def test_at_the_counters_level_it_stays_where_it_is(take, clerk):
    dossier = reverse(clerk, take(level=3))
    assert (dossier.state, dossier.is_unpaid) == ("submitted", True)
    assert dossier.history.last().event == "payment_reversed"


def test_one_that_was_received_goes_on_unpaid_and_is_not_handed_over(take, clerk, officer, leader):
    dossier = take()
    code = str(dossier.code)
    receive(actor=clerk.actor, code=code)
    due_at = Dossier.objects.get(pk=dossier.pk).due_at

    dossier = reverse(clerk, dossier)

    assert (dossier.state, dossier.is_unpaid, dossier.due_at) == ("received", True, due_at)
    start_processing(actor=officer.actor, code=code)
    propose(actor=officer.actor, code=code, outcome="approved", text="Không có án tích.")
    decide(actor=leader.actor, code=code)
    with pytest.raises(NotAllowed, match="chưa nộp"):
        hand_over(actor=clerk.actor, code=code)
    take_cash(actor=clerk.actor, code=code)
    assert Dossier.objects.get(pk=dossier.pk).is_unpaid is False


def test_one_that_has_ended_keeps_its_money(take, clerk, officer, leader):
    dossier = take()
    code = str(dossier.code)
    receive(actor=clerk.actor, code=code)
    start_processing(actor=officer.actor, code=code)
    propose(actor=officer.actor, code=code, outcome="approved", text="Không có án tích.")
    decide(actor=leader.actor, code=code)
    hand_over(actor=clerk.actor, code=code)

    with pytest.raises(NotReversible, match="đã kết thúc"):
        reverse(clerk, dossier)

    assert Dossier.objects.get(pk=dossier.pk).is_unpaid is False
    assert obligation_of(dossier.subject).state == "settled"
    assert books() == {"till": 100_000, "fees": -100_000}
