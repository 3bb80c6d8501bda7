"""kill -9 of web, worker and provider in the middle of many payments."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import psycopg
import pytest
import requests
import time_machine
from django.conf import settings
from django.test import Client

from dossiers.actions.file import file
from dossiers.actions.save_answers import save_answers
from dossiers.actions.start_draft import start_draft
from dossiers.models import Dossier
from payments.actions.sweep_attempts import sweep_attempts
from payments.actions.sweep_refunds import sweep_refunds
from payments.models import Obligation, PaymentAttempt
from portal.shared import clock
from tests.faults.money.processes import Portal, url_of
from tests.faults.money.statements import ProviderBooks, all_statements
from tests.jobs import run_due_jobs
from tests.world import make_citizen, sign_in

PAYMENTS = 200
PAYERS = 20
CSRF = "a" * 32
# A person tries again when a page does not come; in the end he closes the browser.
PATIENCE_SECONDS = 400


@pytest.fixture
def portal(transactional_db, tmp_path, settings):
    """The processes; the test's own calls go to the same provider."""
    running = Portal(tmp_path)
    try:
        running.wait_until_up()
        settings.STRIPE_API_BASE = running.sandbox.url
        settings.PUBLIC_URL = running.url
        yield running
    finally:
        running.end()
        _drop(running)


def test_two_hundred_payments_survive_any_death(
    portal, make_revision, half_price, justice, one_stop
):
    obligations = _two_hundred_that_wait_for_money(make_revision(papers=()), justice)
    everybody_is_done = threading.Event()
    with ThreadPoolExecutor(PAYMENTS + 1) as crowd:
        killer = crowd.submit(_kill_at_random, portal, everybody_is_done)
        list(crowd.map(lambda pair: _pay(portal, *pair), obligations))
        everybody_is_done.set()
        killer.result()
    portal.wait_until_up()
    assert all(process.deaths >= 2 for process in portal.processes)

    portal.worker.end()  # the sweep below is the only one that sees the two minutes gone
    with time_machine.travel(clock.now() + timedelta(minutes=2), tick=True):
        sweep_attempts()
        run_due_jobs(queues=["payments"])
        sweep_refunds()
        run_due_jobs(queues=["payments"])

    all_statements(portal.sandbox)
    taken = ProviderBooks.read(portal.sandbox).taken
    assert len(taken) >= PAYMENTS * 0.9, "hardly anybody got through; nothing was shown"
    settled = Obligation.objects.filter(state="settled").count()
    surplus = PaymentAttempt.objects.filter(state="surplus").count()
    assert settled + surplus == len(taken)


def _two_hundred_that_wait_for_money(revision, agency) -> list[tuple[dict[str, str], str]]:
    """(cookies of the payer, key of what he owes)."""
    waiting = []
    for number in range(PAYERS):
        person = make_citizen(f"0490800{number:05d}", email=f"payer{number}@motcua.example")
        client = sign_in(Client(), person)
        cookies = {
            settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value,
            settings.CSRF_COOKIE_NAME: CSRF,
        }
        for _ in range(PAYMENTS // PAYERS):
            draft = start_draft(actor=person.actor, revision=revision, handling_agency=agency)
            typed = {"purpose": "Xin việc làm", "copies": "1"}
            save_answers(actor=person.actor, key=draft.key, typed=typed)
            dossier = file(actor=person.actor, key=draft.key)
            assert dossier.state == "payment_required"
            key = Obligation.objects.get(subject=dossier.subject).key
            waiting.append((cookies, str(key)))
    assert Dossier.objects.filter(state="payment_required").count() == PAYMENTS
    return waiting


def _pay(portal: Portal, cookies: dict[str, str], key: str) -> None:
    """Press pay, pay on the provider's page, come back; again from the start when a page fails."""
    gives_up = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < gives_up:
        try:
            if _went_through(portal, cookies, key):
                return
        except requests.RequestException:
            pass
        time.sleep(random.uniform(0.2, 2))


def _went_through(portal: Portal, cookies: dict[str, str], key: str) -> bool:
    start = requests.post(
        f"{portal.url}/me/payments/{key}/start/",
        data={"next": "/me/", "provider": "stripe"},
        cookies=cookies,
        headers={"X-CSRFToken": CSRF, "Referer": portal.url},
        allow_redirects=False,
        timeout=60,
    )
    if start.status_code != 302:
        return False
    page = start.headers["Location"]
    if not page.startswith(portal.sandbox.url):
        return True  # nothing is due any more
    back = requests.post(f"{page}/succeed", allow_redirects=False, timeout=60)
    if not back.headers.get("Location", "").startswith(portal.url):
        return False
    if random.random() < 0.3:
        return True  # closes the browser as soon as the bank says "success"
    requests.get(back.headers["Location"], cookies=cookies, allow_redirects=False, timeout=60)
    return True


def _kill_at_random(portal: Portal, over: threading.Event) -> None:
    """Each of the three at least twice; the next one dies when the last one is back."""
    while not (over.is_set() and all(process.deaths >= 2 for process in portal.processes)):
        time.sleep(random.uniform(0.2, 3))
        fewest = min(process.deaths for process in portal.processes)
        random.choice([p for p in portal.processes if p.deaths <= fewest + 1]).kill()
        portal.wait_until_up()


def _drop(portal: Portal) -> None:
    with psycopg.connect(url_of("postgres"), autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{portal.sandbox_database}" WITH (FORCE)')
