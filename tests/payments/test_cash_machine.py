"""Opening, receiving, reversing, giving back, closing, signing, in any order, over several days.

After each step: the books balance, the till of a closed day is empty, each day that is closed
adds up, and what lies in an open till is what its clerk could count.
"""

import os
from datetime import timedelta

import hypothesis.strategies as st
import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from payments.actions.approve_refund import approve_refund
from payments.actions.close_cash_day import close_cash_day
from payments.actions.open_cash_day import open_cash_day
from payments.actions.pay_refund_in_cash import pay_refund_in_cash
from payments.actions.request_refund import request_refund
from payments.actions.reverse_cash import reverse_cash
from payments.actions.settle_at_counter import settle_at_counter
from payments.actions.sign_off_cash_day import sign_off_cash_day
from payments.models import CashDay, LedgerEntry, Obligation, PaymentAttempt, Refund
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.shared import clock
from portal.shared.errors import Refusal
from tests.payments.factory import make_obligation
from tests.world import justice_department, make_staff, one_stop_centre

PLACE = st.integers(0, 20)
WHO = st.integers(0, 1)
AMOUNT = st.integers(1, 40).map(lambda thousands: thousands * 5_000)


class _RollBack(Exception):
    pass


class Tills(RuleBasedStateMachine):
    """Two clerks of one counter and their leader."""

    def __init__(self) -> None:
        super().__init__()
        self.point = transaction.atomic()
        self.point.__enter__()
        self.now = clock.now()
        centre = one_stop_centre()
        self.clerks = [self.staff(Role.CLERK, centre, place) for place in (0, 1)]
        self.head = self.staff(Role.LEADER, centre, 2)
        self.owner = self.staff(Role.LEADER, justice_department(), 3)
        self.boxes = {clerk.user_id: 0 for clerk in self.clerks}  # what really lies there
        self.signed: dict[int, dict] = {}

    def staff(self, role, agency, place) -> Actor:
        return make_staff(role, agency, email=f"machine{place}@motcua.example").actor

    def teardown(self) -> None:
        self.point.__exit__(_RollBack, _RollBack(), None)

    def do(self, deed, **given):
        """The result; None when it was refused, with nothing changed."""
        before = self.traces()
        try:
            with clock.pinned(self.now), transaction.atomic():
                return deed(**given)
        except Refusal:
            assert self.traces() == before
            return None

    def traces(self):
        return (
            list(CashDay.objects.order_by("pk").values()),
            list(Obligation.objects.order_by("pk").values_list("pk", "state")),
            list(PaymentAttempt.objects.order_by("pk").values_list("pk", "state")),
            LedgerEntry.objects.count(),
        )

    @rule(hours=st.sampled_from([1, 5, 24, 48]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(who=WHO, float_vnd=AMOUNT)
    def open(self, who: int, float_vnd: int) -> None:
        clerk = self.clerks[who]
        had = CashDay.objects.count()
        self.do(open_cash_day, actor=clerk, float_vnd=float_vnd)
        if CashDay.objects.count() > had:
            self.boxes[clerk.user_id] = float_vnd

    @rule(who=WHO, amount_vnd=AMOUNT)
    def receive(self, who: int, amount_vnd: int) -> None:
        clerk = self.clerks[who]
        owed = make_obligation(None, amount_vnd=amount_vnd)
        if self.do(settle_at_counter, actor=clerk, subject=owed.subject):
            self.boxes[clerk.user_id] += amount_vnd

    @precondition(lambda self: self.taken())
    @rule(who=WHO, place=PLACE)
    def reverse(self, who: int, place: int) -> None:
        clerk, attempt = self.clerks[who], self.pick(self.taken(), place)
        if self.do(reverse_cash, actor=clerk, key=attempt.key, reason="Thu nhầm."):
            self.boxes[clerk.user_id] -= attempt.amount_vnd

    @precondition(lambda self: self.taken())
    @rule(who=WHO, place=PLACE)
    def give_back(self, who: int, place: int) -> None:
        clerk, attempt = self.clerks[who], self.pick(self.taken(), place)
        given = self.do(
            request_refund, actor=clerk, attempt=attempt, amount_vnd=5_000, reason="Thu thừa."
        )
        if given is None or self.do(approve_refund, actor=self.owner, refund=given) is None:
            return
        if self.do(pay_refund_in_cash, actor=clerk, refund=Refund.objects.get(pk=given.pk)):
            self.boxes[clerk.user_id] -= 5_000

    @rule(who=WHO, place=PLACE, wrong=st.sampled_from([0, 0, 0, -5_000, 10_000]))
    def close(self, who: int, place: int, wrong: int) -> None:
        clerk = self.clerks[who]
        days = list(CashDay.objects.filter(clerk_id=clerk.user_id).order_by("-pk"))
        if not days:
            return
        day = self.pick(days, place if wrong else 0)
        counted = max(0, self.boxes[clerk.user_id] + wrong)
        closed = self.do(
            close_cash_day,
            actor=clerk,
            key=day.key,
            counted_vnd=counted,
            difference_reason="Đếm lại vẫn lệch.",
        )
        if closed:
            assert closed.difference_vnd == counted - self.boxes[clerk.user_id]

    @precondition(lambda self: CashDay.objects.exists())
    @rule(place=PLACE)
    def sign(self, place: int) -> None:
        day = self.pick(list(CashDay.objects.order_by("pk")), place)
        if self.do(sign_off_cash_day, actor=self.head, key=day.key):
            self.signed[day.pk] = CashDay.objects.values().get(pk=day.pk)

    def taken(self) -> list[PaymentAttempt]:
        found = PaymentAttempt.objects.filter(provider="cash").select_related("obligation")
        return list(found.order_by("pk"))

    def pick(self, things, place: int):
        return things[place % len(things)]

    @invariant()
    def the_books_balance(self) -> None:
        assert (LedgerEntry.objects.aggregate(sum=Sum("amount_vnd"))["sum"] or 0) == 0
        transfers = LedgerEntry.objects.values("transfer").annotate(sum=Sum("amount_vnd"))
        assert all(row["sum"] == 0 for row in transfers)

    @invariant()
    def each_till_is_what_it_should_be(self) -> None:
        for day in CashDay.objects.all():
            sums = {
                row["account"]: row["sum"]
                for row in day.ledger_entries.values("account").annotate(sum=Sum("amount_vnd"))
            }
            if day.state == "open":
                assert day.float_vnd + sums.get("till", 0) == self.boxes[day.clerk_id]
                continue
            assert sums.get("till", 0) == 0
            assert sums.get("handed_in", 0) == day.counted_vnd - day.float_vnd
            assert sums.get("cash_difference", 0) == -day.difference_vnd

    @invariant()
    def what_is_signed_stays(self) -> None:
        for pk, row in self.signed.items():
            assert CashDay.objects.values().get(pk=pk) == row

    @invariant()
    def one_obligation_one_settlement(self) -> None:
        for obligation in Obligation.objects.all():
            states = [attempt.state for attempt in obligation.attempts.all()]
            assert (
                states
                == {"due": [], "settled": ["settled"], "reversed": ["reversed"]}[obligation.state]
            )
        subjects = Obligation.objects.exclude(state="reversed").values_list("subject", flat=True)
        assert len(subjects) == len(set(subjects))


@pytest.mark.django_db
def test_tills_add_up_whatever_happens():
    thorough = os.environ.get("MOTCUA_HYPOTHESIS") == "thorough"
    run_state_machine_as_test(
        Tills,
        settings=settings(
            stateful_step_count=50 if thorough else 25,
            max_examples=200 if thorough else 15,
            suppress_health_check=list(HealthCheck),
        ),
    )
