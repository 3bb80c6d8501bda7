"""kill -9 of the worker in the middle of signing a hundred files with one entry of the PIN.

`MOTCUA_DRILL_SIGNINGS=1000 MOTCUA_DRILL_DEATHS=20 pytest tests/faults/counter` is the whole drill.
"""

import os
import re
import time
import uuid
from collections import Counter
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client
from procrastinate.contrib.django import app

from portal.shared import clock
from portal.signatures.actions.delete_orphans import delete_orphans
from portal.signatures.actions.start_run import ToSign, start_run
from portal.signatures.marks import INVISIBLE
from portal.signatures.models import SigningRun
from tests.counter.signing_world import PIN, keep_key
from tests.faults.counter.clerk import Browser
from tests.faults.counter.portal import Portal
from tests.files import small_pdf
from tests.signing import put
from tests.trust import TrustServices
from tests.world import Person, sign_in

FILES = int(os.environ.get("MOTCUA_DRILL_SIGNINGS", "100"))
DEATHS = int(os.environ.get("MOTCUA_DRILL_DEATHS", "1"))
PATIENCE_SECONDS = 600 + FILES
DONE = re.compile(r'<progress[^>]* value="(\d+)"')


def test_every_file_is_signed_once_however_often_the_worker_dies(
    portal: Portal, trust_services: TrustServices, leader: Person
) -> None:
    key = keep_key(trust_services.issue("Võ Đình Sơn"), leader)
    source = put("results/one.pdf", small_pdf())
    items = [ToSign(f"file:{uuid.uuid4()}", source, INVISIBLE) for _number in range(FILES)]
    run = start_run(actor=leader.actor, signing_key=key, pin=PIN, subject="drill:1", items=items)

    seen = _watch(portal, _browser(portal, leader), f"/desk/signing/runs/{run.key}/")

    assert portal.worker.deaths == DEATHS
    # Looked at again and again, the page was always there; it went on, and never back.
    assert seen == sorted(seen)
    assert len(set(seen)) > DEATHS + 2
    _is_signed_once(SigningRun.objects.get(pk=run.pk))


def _browser(portal: Portal, person: Person) -> Browser:
    name = settings.SESSION_COOKIE_NAME
    cookies = {name: sign_in(Client(), person).cookies[name].value}
    return Browser(portal.url, cookies, closes=0)


def _watch(portal: Portal, browser: Browser, page: str) -> list[int]:
    """How far the page said that it was, each time, until all is signed; the worker dies
    meanwhile, each time after so many files more."""
    seen: list[int] = []
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        answer = browser.get(page)
        assert answer.status_code == 200
        found = DONE.search(answer.text)
        assert found, answer.text
        seen.append(int(found[1]))
        if "Refresh" not in answer.headers:
            return seen
        deaths = portal.worker.deaths
        if deaths < DEATHS and seen[-1] > FILES * (deaths + 1) // (DEATHS + 2):
            portal.worker.kill()
            _half_a_minute_passes()
        time.sleep(0.2)
    raise AssertionError(f"{seen[-1]} of {FILES}: {portal.worker.log.read_text()[-3000:]}")


def _half_a_minute_passes() -> None:
    """Without a heartbeat of the dead worker, until its jobs are looked for (every minute)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 minute'"
        )
    task = app.configure_task("shared.retry_stalled_jobs", queue="default")
    task.defer(timestamp=0)


def _is_signed_once(run: SigningRun) -> None:
    assert (run.state, run.error, run.pin_encrypted) == ("done", "", "")
    states = Counter(run.items.values_list("state", flat=True))
    assert states == {"signed": FILES}
    named = set(run.items.values_list("signed_file", flat=True))
    assert len(named) == FILES
    # What was signed before a death was not signed again: at most the one file that had just been
    # written at each has no row, and it does not stay.
    assert len(_signed_files() - named) <= DEATHS
    with clock.pinned(clock.now() + timedelta(days=1, hours=1)):
        delete_orphans()
    assert _signed_files() == named
    for place in named:
        signatures = (Path(settings.MEDIA_ROOT) / place).read_bytes().count(b"/ByteRange")
        assert signatures == 1


def _signed_files() -> set[str]:
    root = Path(settings.MEDIA_ROOT)
    return {str(file.relative_to(root)) for file in (root / "signed").rglob("*") if file.is_file()}
