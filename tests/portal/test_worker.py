"""The worker: lanes that do not wait for each other, and jobs deferred by jobs."""

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from portal.worker import work

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE_SECONDS = 120
ran: list[str] = []
pdf_may_end = threading.Event()


@app.task(name="tests.slow_pdf", queue="documents")
def slow_pdf() -> None:
    pdf_may_end.wait(timeout=PATIENCE_SECONDS)
    ran.append("pdf")


@app.task(name="tests.mail", queue="mail")
def mail() -> None:
    ran.append("mail")


@app.task(name="tests.settle", queue="payments")
def settle(fail: bool) -> None:
    with transaction.atomic():
        mail.defer()
        if fail:
            raise RuntimeError("after deferring")
        # Long enough for the mail's lane to look: it must not see the job before the commit.
        time.sleep(0.3)
        ran.append("settled")


@pytest.fixture(autouse=True)
def _nothing_ran() -> None:
    ran.clear()
    pdf_may_end.clear()


def work_until(condition: Callable[[], bool]) -> None:
    """Run the real worker until `condition`; in a thread, for this one may have a loop already."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, _work_until(condition)).result(timeout=3 * PATIENCE_SECONDS)


async def _work_until(condition: Callable[[], bool]) -> None:
    leave = asyncio.Event()
    worker = asyncio.create_task(work(leave))
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and not worker.done():
        if await asyncio.to_thread(condition):
            break
        await asyncio.sleep(0.05)
    pdf_may_end.set()
    leave.set()
    await worker


def states() -> dict[str, str]:
    jobs = ProcrastinateJob.objects.filter(task_name__startswith="tests.")
    try:
        return dict(jobs.values_list("task_name", "status"))
    finally:
        connection.close()


def test_mail_never_waits_for_a_pdf():
    slow_pdf.defer()
    slow_pdf.defer()
    mail.defer()
    work_until(lambda: "mail" in ran)
    assert ran[0] == "mail"


def test_a_job_deferred_by_a_job_runs_after_its_transaction():
    settle.defer(fail=False)
    work_until(lambda: "mail" in ran)
    assert ran == ["settled", "mail"]


def test_a_job_deferred_by_a_job_that_fails_never_was():
    settle.defer(fail=True)
    work_until(lambda: states() == {"tests.settle": "failed"})
    assert states() == {"tests.settle": "failed"}
    assert ran == []


def test_a_running_job_is_finished_before_the_worker_leaves():
    slow_pdf.defer()
    work_until(lambda: states() == {"tests.slow_pdf": "doing"})
    assert states() == {"tests.slow_pdf": "succeeded"}
    assert ran == ["pdf"]
