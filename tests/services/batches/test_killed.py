"""The worker dies in a batch: what is done is done once, what is not is done later."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from portal.shared.action_log.models import ActionLogEntry
from services import jobs
from services.actions.approve_batch import approve_batch
from services.actions.carry_out_batch import carry_out_batch
from services.actions.plan_batch import plan_batch
from services.actions.submit_batch import submit_batch
from services.models import Batch, BatchRow, Procedure, Revision
from tests.faults.crash import crash_at
from tests.faults.money.processes import CHECKOUT, url_of
from tests.jobs import run_due_jobs
from tests.services.conftest import csv_of

pytestmark = pytest.mark.django_db(transaction=True)
RUN = (
    "import django, sys; django.setup();"
    "from services.actions.carry_out_batch import carry_out_batch;"
    "carry_out_batch(batch_id=int(sys.argv[1]))"
)


@pytest.fixture
def approved(previewed: Any, admin: Any, approver: Any) -> Any:
    """A batch of so many new procedures, approved and not carried out."""

    def make(count: int) -> Batch:
        batch = previewed(csv_of(*({"code": f"1.{number:06d}"} for number in range(count))))
        submit_batch(actor=admin.actor, batch=batch)
        return approve_batch(actor=approver.actor, batch=batch)

    return make


def assert_each_once(batch: Batch, count: int) -> None:
    batch.refresh_from_db()
    assert (batch.state, batch.counts) == ("done", {"added": count})
    assert Procedure.objects.count() == count
    published = Revision.objects.values_list("procedure__code", "number", "state")
    assert sorted(published) == [(f"1.{n:06d}", 1, "published") for n in range(count)]
    assert ActionLogEntry.objects.filter(action="publish_revision").count() == count
    assert ActionLogEntry.objects.filter(action="carry_out_batch").count() == 1
    assert not BatchRow.objects.filter(batch=batch, waiting=True).exists()


def test_it_dies_at_any_statement_and_each_procedure_is_published_once(approved: Any) -> None:
    batch = approved(3)

    # Until a row is done every run begins alike, so that each statement of its transaction is hit.
    for statement in (*range(1, 150), 0):
        with crash_at(statement):
            carry_out_batch(batch_id=batch.pk)
        if Batch.objects.get(pk=batch.pk).state == Batch.State.DONE:
            break

    assert_each_once(batch, 3)


@pytest.mark.processes
def test_kill_9_in_the_middle_and_it_goes_on(approved: Any) -> None:
    batch = approved(40)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.faults.money.served_settings",
        "DATABASE_URL": url_of(connection.settings_dict["NAME"]),
    }

    # Far from the end: on a busy machine much is done between looking and killing.
    for so_many in (1, 4, 8):
        process = subprocess.Popen(
            [sys.executable, "-c", RUN, str(batch.pk)], cwd=Path(CHECKOUT), env=environment
        )
        while done(batch) < so_many and process.poll() is None:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert 8 <= done(batch) < 40
    assert Batch.objects.get(pk=batch.pk).state == "carrying_out"

    run_due_jobs(queues=[jobs.LONG_QUEUE])  # the job itself was never finished

    assert_each_once(batch, 40)


def done(batch: Batch) -> int:
    return BatchRow.objects.filter(batch=batch, waiting=False).count()


def test_it_dies_while_reading_and_the_preview_is_whole(previewed: Any) -> None:
    batch = previewed(csv_of({}, {"code": "1.000001"}))
    rows = list(batch.rows.values("line", "code", "change", "words"))

    for statement in (2, 5, 9, 12, 0):
        Batch.objects.filter(pk=batch.pk).update(state="reading")
        with crash_at(statement):
            plan_batch(batch_id=batch.pk)

    batch.refresh_from_db()
    assert (batch.state, batch.counts) == ("preview", {"added": 2})
    assert list(batch.rows.values("line", "code", "change", "words")) == rows
