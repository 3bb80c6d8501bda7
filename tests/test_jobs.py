"""The tests' own way of running jobs does what the worker does."""

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from portal.shared.retry import PATIENT
from tests.jobs import JobFailed

pytestmark = pytest.mark.django_db

ran: list[object] = []


@app.task(name="tests.count", queue="mail")
def count(down_from: int) -> None:
    ran.append(down_from)
    if down_from:
        count.defer(down_from=down_from - 1)


@app.task(name="tests.fails", queue="default")
def fails() -> None:
    raise RuntimeError("no")


@app.task(name="tests.fails_patiently", queue="mail", retry=PATIENT)
def fails_patiently() -> None:
    raise RuntimeError("not yet")


@app.task(name="tests.fails_at_first", queue="mail", retry=RetryStrategy(max_attempts=2))
def fails_at_first() -> None:
    ran.append("try")
    if len(ran) == 1:
        raise RuntimeError("not yet")


@pytest.fixture(autouse=True)
def _nothing_ran() -> None:
    ran.clear()


def test_jobs_and_the_jobs_they_defer_are_run(run_jobs):
    count.defer(down_from=2)
    assert run_jobs() == ["tests.count"] * 3
    assert ran == [2, 1, 0]
    assert run_jobs() == []


def test_only_the_queues_asked_for(run_jobs):
    count.defer(down_from=0)
    assert run_jobs(queues=["documents"]) == []
    assert run_jobs(queues=["mail"]) == ["tests.count"]


def test_a_job_of_a_transaction_that_failed_never_was(run_jobs):
    with pytest.raises(RuntimeError), transaction.atomic():
        count.defer(down_from=0)
        raise RuntimeError
    assert run_jobs() == []


def test_a_failing_job_fails_the_test_unless_expected(run_jobs):
    fails.defer()
    with pytest.raises(JobFailed, match="RuntimeError"):
        run_jobs()
    fails.defer()
    assert run_jobs(expect_failures=True) == ["tests.fails"]
    assert {job.status for job in ProcrastinateJob.objects.all()} == {"failed"}


def test_a_job_is_tried_again(run_jobs):
    fails_at_first.defer()
    assert run_jobs(expect_failures=True) == ["tests.fails_at_first"] * 2
    assert ProcrastinateJob.objects.get().status == "succeeded"


def test_a_patient_job_is_never_given_up(run_jobs):
    fails_patiently.defer()
    assert run_jobs(expect_failures=True) == ["tests.fails_patiently"]
    job = ProcrastinateJob.objects.get()
    assert job.status == "todo"
    pauses = []
    with time_machine.travel(timezone.now(), tick=False):
        for attempts in (0, 1, 5, 9, 5000):
            job.attempts = attempts
            decision = PATIENT.get_retry_decision(exception=RuntimeError(), job=job)
            pauses.append((decision.retry_at - timezone.now()).total_seconds())
    assert pauses == [2, 4, 64, 600, 600]
