"""Anything in any order: one obligation, its attempts, a payer, a network that loses, repeats,
reorders and forges, a provider that falls silent.

The real sandbox, the real database. After each step: never two settled attempts; settled exactly
when an attempt that the provider calls paid was heard of; the books agree with the provider's.
"""

import json
import os
from contextlib import suppress
from datetime import timedelta

import hypothesis.strategies as st
import pytest
import requests
import time_machine
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from payments.actions.cancel_obligation import cancel_obligation
from payments.actions.check_attempt import check_attempt
from payments.actions.settle_at_counter import settle_at_counter
from payments.actions.start_attempt import start_attempt
from payments.actions.sweep_attempts import sweep_attempts
from payments.events import ObligationSettled
from payments.models import LedgerEntry, Obligation, PaymentAttempt
from payments.providers.errors import ProviderUnavailable
from portal.shared import clock, events
from portal.shared.errors import Refusal
from tests.payments.factory import call_webhook, follow_inbox, make_obligation, make_teller

PAID = ("settled", "surplus")
# What ends the story early is drawn seldom, or most runs would be short.
SELDOM = st.integers(0, 5)


class _RollBack(Exception):
    pass


class Paying(RuleBasedStateMachine):
    """One obligation from opening to the end."""

    sandbox = None
    payer = None

    def __init__(self) -> None:
        super().__init__()
        self.sandbox.clear()
        self.point = transaction.atomic()
        self.point._from_testcase = True  # the providers' guard looks past it
        self.point.__enter__()
        self.client = Client()
        self.obligation = make_obligation(self.payer)
        self.teller = make_teller()
        self.heard: list[ObligationSettled] = []
        self.charged: dict[str, int] = {}
        events.subscribe(ObligationSettled, self.hear)

    def hear(self, event: ObligationSettled) -> None:
        self.heard.append(event)

    def teardown(self) -> None:
        """Everything is healed by one sweep, whatever happened before."""
        self.sandbox.clear()
        with time_machine.travel(clock.now() + timedelta(minutes=2), tick=True):
            sweep_attempts()
        self.everything_charged_is_ours()
        events._handlers[ObligationSettled].remove(self.hear)
        self.point.__exit__(_RollBack, _RollBack(), None)

    def attempts(self):
        return PaymentAttempt.objects.filter(obligation=self.obligation, provider="stripe")

    def pages(self) -> list[str]:
        return [a.provider_reference for a in self.attempts() if a.provider_reference]

    def reload(self) -> Obligation:
        return Obligation.objects.get(pk=self.obligation.pk)

    # --- what people do ---------------------------------------------------------------------
    @initialize()
    def arrive(self) -> None:
        self.click_pay()

    @rule()
    def click_pay(self) -> None:
        with suppress(Refusal):
            start_attempt(obligation=self.obligation, provider="stripe", next_url="")

    @precondition(lambda self: self.pages())
    @rule(deed=st.sampled_from(["succeed", "decline", "cancel"]), place=st.integers(0, 5))
    def press(self, deed: str, place: int) -> None:
        pages = self.pages()
        page = pages[place % len(pages)]
        with suppress(requests.ConnectionError):  # it died after charging, before answering
            self.sandbox.press(page, deed)
        session = self.sandbox.session(page)
        if session.payment_status == "paid":
            self.charged[page] = session.payment_intent.amount_received

    @precondition(lambda self: self.pages())
    @rule(cancelled=st.booleans(), place=st.integers(0, 5))
    def come_back(self, cancelled: bool, place: int) -> None:
        attempts = list(self.attempts())
        with suppress(ProviderUnavailable):
            check_attempt(attempt=attempts[place % len(attempts)], give_up=cancelled)

    @rule(chance=SELDOM)
    def pay_cash(self, chance: int) -> None:
        if chance:
            return
        with suppress(Refusal):
            settle_at_counter(actor=self.teller, subject=self.obligation.subject)

    @rule(chance=SELDOM)
    def cancel(self, chance: int) -> None:
        if chance:
            return
        cancel_obligation(obligation=self.obligation, reason="withdrawn")

    # --- what the network and the provider do -------------------------------------------------
    @precondition(lambda self: self.pages())
    @rule(place=st.integers(0, 20), times=st.integers(1, 3), forged=st.booleans())
    def callback(self, place: int, times: int, forged: bool) -> None:
        """Any event that has happened: late, repeated, out of order; lost when never drawn."""
        keys = {str(attempt.key) for attempt in self.attempts()}
        known = [
            event
            for event in self.sandbox.events()
            if event["data"]["object"].get("metadata", {}).get("attempt") in keys
        ]
        if not known:
            return
        event = known[place % len(known)]
        before = [(a.pk, a.state) for a in self.attempts()]
        for _ in range(times):
            secret = {"secret": "whsec_forged"} if forged else {}
            response = call_webhook(self.client, event, **secret)
            assert response.status_code == (400 if forged else 200)
            follow_inbox()
        if forged:
            assert [(a.pk, a.state) for a in self.attempts()] == before

    @precondition(lambda self: self.pages())
    @rule(place=st.integers(0, 5))
    def signed_lie(self, place: int) -> None:
        """Even with the right signature: what a call says about money is not believed."""
        pages = self.pages()
        page = pages[place % len(pages)]
        session = json.loads(str(self.sandbox.session(page)))
        session["payment_status"] = "paid"
        event = {
            "id": f"evt_lie_{page}_{len(self.charged)}",
            "type": "checkout.session.completed",
            "data": {"object": session},
        }
        call_webhook(self.client, event)
        follow_inbox()

    @rule()
    def sweep(self) -> None:
        with time_machine.travel(clock.now() + timedelta(minutes=2), tick=True):
            sweep_attempts()

    @rule(
        name=st.sampled_from(["error_500", "crash_after_create", "crash_after_charge", "decline"]),
        count=st.integers(1, 4),
    )
    def fault(self, name: str, count: int) -> None:
        self.sandbox.fault(name, count=count)

    @rule()
    def wrong_amount_next(self) -> None:
        self.sandbox.fault("amount_changed", value=-1_000)

    # --- what must always be true ---------------------------------------------------------------
    @invariant()
    def at_most_one_settled(self) -> None:
        settled = [a for a in self.obligation.attempts.all() if a.state == "settled"]
        obligation = self.reload()
        assert len(settled) <= 1
        assert (len(settled) == 1) == (obligation.state == "settled")
        assert len(self.heard) == len(settled)

    @invariant()
    def only_what_the_provider_calls_paid(self) -> None:
        for attempt in self.attempts():
            if attempt.state in PAID:
                assert attempt.provider_reference in self.charged
            if attempt.state == "settled":
                assert self.charged[attempt.provider_reference] == attempt.amount_vnd

    @invariant()
    def books_agree(self) -> None:
        entries = LedgerEntry.objects.filter(attempt__obligation=self.obligation)
        sums: dict[str, int] = {}
        for entry in entries:
            sums[entry.account] = sums.get(entry.account, 0) + entry.amount_vnd
        known = [a for a in self.attempts() if a.state in PAID]
        assert sum(sums.values()) == 0
        assert sums.get("held_by_provider", 0) == sum(
            self.charged[a.provider_reference] for a in known
        )
        paid = self.reload().state == "settled"
        assert -sums.get("fees", 0) == (self.obligation.amount_vnd if paid else 0)

    def everything_charged_is_ours(self) -> None:
        """After healing: each charge is one settled or surplus attempt."""
        ours = {a.provider_reference for a in self.attempts() if a.state in PAID}
        assert ours == set(self.charged)
        self.at_most_one_settled()
        self.only_what_the_provider_calls_paid()
        self.books_agree()


@pytest.fixture
def quiet_log(caplog):
    """Forged calls are refused by the hundred."""
    caplog.set_level("CRITICAL", "django.request")
    caplog.set_level("CRITICAL", "payments.web.webhook")


@pytest.mark.django_db
def test_paid_means_settled_once_whatever_happens(payment_sandbox, payer, quiet_log):
    class Machine(Paying):
        sandbox = payment_sandbox

    Machine.payer = payer.citizen
    thorough = os.environ.get("MOTCUA_HYPOTHESIS") == "thorough"
    case = Machine.TestCase
    case.settings = settings(
        max_examples=200 if thorough else 15,
        stateful_step_count=40 if thorough else 25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    case("runTest").runTest()
