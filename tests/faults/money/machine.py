"""Filing and paying in any order, on a network that loses, repeats, reorders and forges, with a
provider that falls silent and a portal that dies at any statement."""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

import hypothesis.strategies as st
import pytest
import requests
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from dossiers.actions.file import file
from dossiers.actions.receive import receive
from dossiers.actions.refuse import refuse
from dossiers.actions.save_answers import save_answers
from dossiers.actions.start_draft import start_draft
from dossiers.actions.take_cash import take_cash
from dossiers.actions.withdrawal import confirm_withdrawal, request_withdrawal
from dossiers.models import Dossier
from payments.actions.check_attempt import check_attempt
from payments.actions.start_attempt import start_attempt
from payments.actions.sweep_attempts import sweep_attempts
from payments.actions.sweep_refunds import sweep_refunds
from payments.models import Obligation, PaymentAttempt
from payments.providers.errors import ProviderUnavailable
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.errors import Refusal
from services.models import Revision
from tests.at_once import at_once
from tests.faults.crash import crash_at
from tests.faults.money.statements import the_ledger_balances
from tests.jobs import run_due_jobs
from tests.payments.factory import call_webhook
from tests.payments.sandbox import PaymentSandbox
from tests.world import Person

# A statement to die at; 0, and what is beyond the last, is none. Drawn often as none.
DEATH = st.one_of(st.just(0), st.integers(1, 90))
PLACE = st.integers(0, 5)
# What ends a story early is drawn seldom, or most runs would be short.
SELDOM = st.integers(0, 4)
QUEUES = ["payments"]


class PaidMeansFiled(RuleBasedStateMachine):
    """One citizen, up to three dossiers, a counter, a provider."""

    sandbox: PaymentSandbox
    citizen: Person
    clerk: Person
    revision: Revision
    agency: Agency

    def __init__(self) -> None:
        super().__init__()
        self.sandbox.clear()
        self.client = Client()
        self.drafts: list[Any] = []

    def teardown(self) -> None:
        """Two rounds of what runs every minute heal everything, without a human."""
        self.sandbox.clear()
        self.bank_speaks()
        for minutes in (2, 4):
            with _later(minutes):
                run_due_jobs(queues=QUEUES)
                sweep_attempts()
                run_due_jobs(queues=QUEUES)
                sweep_refunds()
        self.after_healing()

    def after_healing(self) -> None:
        """Set by the test: what is true then."""

    # --- what is there ------------------------------------------------------------------------
    def dossiers(self) -> list[Dossier]:
        return list(Dossier.objects.filter(key__in=self.drafts).order_by("pk"))

    def obligations(self) -> list[Obligation]:
        subjects = [dossier.subject for dossier in self.dossiers()]
        return list(Obligation.objects.filter(subject__in=subjects).order_by("pk"))

    def attempts(self) -> list[PaymentAttempt]:
        found = PaymentAttempt.objects.filter(obligation__in=self.obligations())
        return list(found.filter(provider="stripe").order_by("pk"))

    def pages(self) -> list[str]:
        return [a.provider_reference for a in self.attempts() if a.provider_reference]

    # --- what people do -----------------------------------------------------------------------
    @initialize()
    def first_dossier(self) -> None:
        self.file_one(death=0)

    @precondition(lambda self: len(self.drafts) < 3)
    @rule(death=DEATH)
    def file_one(self, death: int) -> None:
        actor = self.citizen.actor
        draft = start_draft(actor=actor, revision=self.revision, handling_agency=self.agency)
        save_answers(actor=actor, key=draft.key, typed={"purpose": "Xin việc làm", "copies": "1"})
        self.drafts.append(draft.key)
        with crash_at(death):
            file(actor=actor, key=draft.key)

    @precondition(lambda self: self.obligations())
    @rule(place=PLACE, death=DEATH)
    def click_pay(self, place: int, death: int) -> None:
        with crash_at(death), suppress(Refusal):
            start_attempt(
                obligation=_pick(self.obligations(), place), provider="stripe", next_url=""
            )

    @precondition(lambda self: self.obligations())
    @rule(place=PLACE)
    def click_pay_in_two_tabs(self, place: int) -> None:
        obligation = _pick(self.obligations(), place)
        _only_refusals(
            at_once(
                *[lambda: start_attempt(obligation=obligation, provider="stripe", next_url="")] * 2
            )
        )

    @precondition(lambda self: self.pages())
    @rule(deed=st.sampled_from(["succeed", "succeed", "decline", "cancel"]), place=PLACE)
    def press(self, deed: str, place: int) -> None:
        with suppress(requests.ConnectionError):  # it charged, and the answer was lost
            self.sandbox.press(_pick(self.pages(), place), deed)

    @precondition(lambda self: self.obligations())
    @rule(place=PLACE, death=DEATH)
    def pay(self, place: int, death: int) -> None:
        """The usual way, in one go: click, pay, and then the browser is closed or the portal dies
        while he comes back."""
        obligation = _pick(self.obligations(), place)
        with suppress(Refusal):
            attempt = start_attempt(obligation=obligation, provider="stripe", next_url="")
            with suppress(requests.ConnectionError):
                self.sandbox.press(attempt.provider_reference, "succeed")
            if death:
                with crash_at(death), suppress(ProviderUnavailable):
                    check_attempt(attempt=attempt)

    @precondition(lambda self: self.pages())
    @rule(place=PLACE, way=st.sampled_from([take_cash, refuse]))
    def pay_while_the_counter_acts(self, place: int, way: Any) -> None:
        """The provider has the money and nobody has heard of it when the clerk takes cash or
        refuses: what comes in then is surplus."""
        attempt = _pick(self.attempts(), place)
        if not attempt.provider_reference:
            return
        more = {"reason": "Không thuộc thẩm quyền."} if way is refuse else {}
        code = attempt.obligation.reference
        with suppress(requests.ConnectionError):
            self.sandbox.press(attempt.provider_reference, "succeed")
        with suppress(Refusal):
            way(actor=self.clerk.actor, code=code, **more)

    @precondition(lambda self: self.attempts())
    @rule(cancelled=st.booleans(), place=PLACE, death=DEATH)
    def come_back(self, cancelled: bool, place: int, death: int) -> None:
        with crash_at(death), suppress(ProviderUnavailable):
            check_attempt(attempt=_pick(self.attempts(), place), give_up=cancelled)

    @precondition(lambda self: self.attempts())
    @rule(place=PLACE)
    def come_back_while_others_ask(self, place: int) -> None:
        attempt = _pick(self.attempts(), place)
        _only_refusals(
            at_once(
                lambda: check_attempt(attempt=attempt),
                lambda: check_attempt(attempt=attempt, give_up=True),
                lambda: start_attempt(
                    obligation=attempt.obligation, provider="stripe", next_url=""
                ),
            )
        )

    @precondition(lambda self: self.obligations())
    @rule(place=PLACE, seldom=SELDOM, death=DEATH)
    def pay_cash(self, place: int, seldom: int, death: int) -> None:
        self._at_the_counter(seldom, place, death, take_cash, float_vnd=0)

    @precondition(lambda self: self.obligations())
    @rule(place=PLACE, seldom=SELDOM, death=DEATH)
    def be_received(self, place: int, seldom: int, death: int) -> None:
        self._at_the_counter(seldom, place, death, receive)

    @precondition(lambda self: self.obligations())
    @rule(place=PLACE, seldom=SELDOM, death=DEATH)
    def be_refused(self, place: int, seldom: int, death: int) -> None:
        self._at_the_counter(seldom, place, death, refuse, reason="Không thuộc thẩm quyền.")

    @precondition(lambda self: self.obligations())
    @rule(place=PLACE, seldom=SELDOM, death=DEATH)
    def withdraw(self, place: int, seldom: int, death: int) -> None:
        if seldom:
            return
        code = str(_pick([d for d in self.dossiers() if d.code], place).code)
        with crash_at(death), suppress(Refusal):
            request_withdrawal(actor=self.citizen.actor, code=code, reason="Tôi không cần nữa.")
            confirm_withdrawal(actor=self.clerk.actor, code=code)

    def _at_the_counter(self, seldom: int, place: int, death: int, deed: Any, **more: Any) -> None:
        if seldom:
            return
        code = str(_pick([d for d in self.dossiers() if d.code], place).code)
        with crash_at(death), suppress(Refusal):
            deed(actor=self.clerk.actor, code=code, **more)

    # --- what the network and the provider do ---------------------------------------------------
    @precondition(lambda self: self.pages())
    @rule(place=st.integers(0, 20), times=st.integers(1, 3), forged=st.booleans(), death=DEATH)
    def callback(self, place: int, times: int, forged: bool, death: int) -> None:
        """Any event that has happened: late, repeated, out of order; lost when never drawn."""
        keys = {str(attempt.key) for attempt in self.attempts()}
        known = [
            event
            for event in self.sandbox.events()
            if event["data"]["object"].get("metadata", {}).get("attempt") in keys
        ]
        if not known:
            return
        before = [(a.pk, a.state) for a in self.attempts()]
        with crash_at(death):
            for _ in range(times):
                secret = {"secret": "whsec_forged"} if forged else {}
                response = call_webhook(self.client, _pick(known, place), **secret)
                assert response.status_code == (400 if forged else 200)
        if forged:
            assert [(a.pk, a.state) for a in self.attempts()] == before

    @precondition(lambda self: self.pages())
    @rule(place=PLACE)
    def signed_lie(self, place: int) -> None:
        """Even with the right signature: what a call says about money is not believed."""
        page = _pick(self.pages(), place)
        session = json.loads(str(self.sandbox.session(page)))
        session["payment_status"] = "paid"
        event = {
            "id": f"evt_lie_{page}",
            "type": "checkout.session.completed",
            "data": {"object": session},
        }
        call_webhook(self.client, event)

    @precondition(lambda self: self.attempts())
    @rule(place=PLACE)
    def another_hand(self, place: int) -> None:
        """Code that forgot to look, or somebody at the database: a second row that is live or
        settled cannot even be written."""
        attempt = _pick(self.attempts(), place)
        taken = set(attempt.obligation.attempts.values_list("state", flat=True))
        for state, others, index in (
            ("open", {"created", "open"}, "attempt_live_once"),
            ("settled", {"settled"}, "attempt_settled_once"),
        ):
            if taken & others:
                with pytest.raises(IntegrityError, match=index), transaction.atomic():
                    PaymentAttempt.objects.create(
                        obligation=attempt.obligation,
                        provider="stripe",
                        state=state,
                        idempotency_key=str(uuid.uuid4()),
                        amount_vnd=attempt.amount_vnd,
                        created_at=clock.now(),
                        expires_at=clock.now(),
                    )

    @rule()
    def work(self) -> None:
        """The worker does what waits; what fails because the provider is silent, later."""
        run_due_jobs(queues=QUEUES, expect_failures=True)

    @rule(death=DEATH)
    def sweep(self, death: int) -> None:
        with _later(2), crash_at(death):
            sweep_attempts()

    @rule(death=DEATH)
    def give_back(self, death: int) -> None:
        with _later(2), crash_at(death):
            sweep_refunds()

    @rule()
    def sweep_twice_at_once(self) -> None:
        with _later(2):
            _only_refusals(at_once(sweep_attempts, sweep_attempts, sweep_refunds, sweep_refunds))

    @rule(
        name=st.sampled_from(
            [
                "error_500",
                "crash_after_create",
                "crash_after_charge",
                "crash_after_refund",
                "refund_pending",
                "decline",
            ]
        ),
        count=st.integers(1, 4),
    )
    def fault(self, name: str, count: int) -> None:
        self.sandbox.fault(name, count=count)

    @rule()
    def bank_speaks(self) -> None:
        """What waited for the bank on its way back has arrived."""
        for refund in self.sandbox.all_of("refunds"):
            if refund["status"] == "pending":
                self.sandbox.end_refund(refund["id"], "succeeded")

    @rule()
    def wrong_amount_next(self) -> None:
        self.sandbox.fault("amount_changed", value=-1_000)

    # --- what must be true at every moment --------------------------------------------------------
    @invariant()
    def one_settled_attempt_and_a_dossier_that_knows(self) -> None:
        for obligation in self.obligations():
            states = list(obligation.attempts.values_list("state", flat=True))
            assert states.count("settled") == (1 if obligation.state == "settled" else 0)
        for dossier in self.dossiers():
            paid = [o for o in self.obligations() if o.subject == dossier.subject]
            settled = any(o.state == "settled" for o in paid)
            assert (dossier.paid_at is not None) == settled
            assert not (settled and dossier.state == "payment_required")

    @invariant()
    def ledger_balances(self) -> None:
        the_ledger_balances()


def _pick(things: list[Any], place: int) -> Any:
    return things[place % len(things)]


def _only_refusals(outcomes: list[Any]) -> None:
    """What was not done was refused in words, or the provider was silent; nothing else."""
    for outcome in outcomes:
        if isinstance(outcome, Exception) and not isinstance(
            outcome, Refusal | ProviderUnavailable
        ):
            raise outcome


@contextmanager
def _later(minutes: int) -> Iterator[None]:
    with time_machine.travel(clock.now() + timedelta(minutes=minutes), tick=True):
        yield
