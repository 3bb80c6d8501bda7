"""Settlements through the webhook: from the posted call to the dossier that has moved on.

Dossiers are filed and paid at the sandbox beforehand, through the portal's own actions and the
sandbox's own page. Then their signed events are posted to the web server at once; the worker, a
process of its own with all its lanes, reads the sandbox again and settles. A run ends when the
last one is settled; what settling causes (receipts, notices) is done beside it, as in life.
"""

import json
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlsplit

import requests
import stripe
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.client.wrk import Failed, Run
from bench.pages import FRAME, browser
from bench.processes import sandbox_url, worker
from bench.server import Server
from dossiers.actions.file import file
from payments.actions.follow_event import follow_event
from payments.actions.start_attempt import start_attempt
from payments.models import PaymentAttempt, ProviderEvent
from payments.providers.stripe.client import client
from payments.queries import obligation_of
from payments.states import AttemptState
from portal.accounts.actor import Actor
from portal.accounts.models import Citizen

PATH = "/payments/stripe/webhook/"
COMPLETED = "checkout.session.completed"
PATIENCE_SECONDS = 300


@dataclass(frozen=True)
class Call:
    """A call of the provider that has not been made."""

    attempt_key: str
    body: str


def pay(drafts: Iterable[tuple[int, str]]) -> list[Call]:
    """File these drafts (citizen's id, key) and pay their fees; nobody tells the portal."""
    paid = [_pay(owner, key) for owner, key in drafts]
    bodies = _events({attempt.provider_reference for attempt in paid})
    return [Call(str(each.key), bodies[each.provider_reference]) for each in paid]


def settle(server: Server, calls: list[Call], connections: int) -> Run:
    """Post them all and wait for the last settlement."""
    with worker():
        began = time.time()
        with ThreadPoolExecutor(connections) as pool:
            lists = [calls[number::connections] for number in range(connections)]
            posted: dict[str, float] = {}
            for each in pool.map(lambda part: _post(server.address, part), lists):
                posted.update(each)
        settled = _await_settled(calls)
    times = sorted((settled[key] - at) * 1000 for key, at in posted.items())
    return Run(
        requests=len(calls),
        seconds=max(settled.values()) - began,
        p50_ms=median(times),
        p95_ms=quantiles(times, n=20)[-1],
    )


def count(calls: list[Call]) -> int:
    """Statements of one settlement: the call and the job. The first one warms up."""
    for call in calls:
        with CaptureQueriesContext(connection) as captured:
            browser().post(PATH, call.body, content_type="application/json", headers=_signed(call))
            event = follow_event(event=ProviderEvent.objects.latest("pk"))
        if event.outcome != AttemptState.SETTLED:
            raise Failed(f"settle_payment: {event.outcome} {event.problem}")
    return sum(not query["sql"].startswith(FRAME) for query in captured.captured_queries)


def _pay(owner: int, key: str) -> PaymentAttempt:
    actor = Actor.of_citizen(Citizen.objects.get(pk=owner))
    obligation = obligation_of(file(actor=actor, key=key).subject)
    if obligation is None:
        raise Failed("settle_payment: the draft has no fee")
    attempt = start_attempt(obligation=obligation, provider="stripe", next_url="")
    page = f"{sandbox_url()}/pay/{attempt.provider_reference}/succeed"
    requests.post(page, allow_redirects=False, timeout=30).raise_for_status()
    return attempt


def _events(references: set[str]) -> dict[str, str]:
    """The newest first, until each has been found."""
    found: dict[str, str] = {}
    for event in client().v1.events.list({"type": COMPLETED, "limit": 100}).auto_paging_iter():
        body: dict[str, Any] = event.to_dict()
        found[body["data"]["object"]["id"]] = json.dumps(body)
        if references <= found.keys():
            break
    return found


def _signed(call: Call) -> dict[str, str]:
    header = stripe.WebhookSignature.generate_signature_header(
        call.body, settings.STRIPE_WEBHOOK_SECRET
    )
    return {"Stripe-Signature": header}


def _post(address: str, calls: list[Call]) -> dict[str, float]:
    """On one connection; when each was posted, by the attempt's key."""
    posted = {}
    http = HTTPConnection(urlsplit(address).netloc, timeout=30)
    for call in calls:
        posted[call.attempt_key] = time.time()
        headers = {"Content-Type": "application/json", **_signed(call)}
        http.request("POST", PATH, call.body.encode(), headers)
        answer = http.getresponse()
        answer.read()
        if answer.status != 200:
            raise Failed(f"settle_payment: {answer.status}")
    http.close()
    return posted


def _await_settled(calls: list[Call]) -> dict[str, float]:
    """When each was settled, by the attempt's key."""
    keys = [call.attempt_key for call in calls]
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        settled = PaymentAttempt.objects.filter(key__in=keys, state=AttemptState.SETTLED)
        found = {str(each.key): each.closed_at.timestamp() for each in settled if each.closed_at}
        if len(found) == len(keys):
            return found
        time.sleep(0.2)
    raise Failed(f"settle_payment: {len(keys) - len(found)} of {len(keys)} are not settled")
