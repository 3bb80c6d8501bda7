"""Runs jobs inside a test as the worker would, on the test's own connection.

The real worker has connections of its own and would not see what the test's transaction wrote;
so fetching, running, retrying and finishing happen here, by the statements of the library. None of
it is asynchronous: a browser test has an event loop in its thread already.
"""

import json

from procrastinate import jobs
from procrastinate.contrib.django import app
from procrastinate.sql import queries

# In a transaction now() is its beginning, and what falls due meanwhile would never be.
DUE_BY_NOW = """
    UPDATE procrastinate_jobs SET scheduled_at = NULL
    WHERE status = 'todo' AND scheduled_at <= clock_timestamp()
"""


class JobFailed(AssertionError):
    """A job raised and the test did not say that it expects that."""


def run_due_jobs(
    *, queues: list[str] | None = None, expect_failures: bool = False, limit: int = 500
) -> list[str]:
    """Run due jobs, and those they defer, until none is left; return the names of the tasks run.

    A job that raises is retried or failed as its retry strategy says; unless `expect_failures`,
    JobFailed is raised then. `limit` bounds jobs that defer themselves for ever.
    """
    worker_id = app.connector.execute_query_one(query=queries["register_worker"])["worker_id"]
    ran: list[str] = []
    while job := _fetch(queues, worker_id):
        ran.append(job.task_name)
        assert len(ran) <= limit, f"more than {limit} jobs: {ran[-5:]}"
        error = _run(job)
        if error and not expect_failures:
            raise JobFailed(f"{job.call_string}: {error!r}") from error
    return ran


def _fetch(queues: list[str] | None, worker_id: int) -> jobs.Job | None:
    app.connector.execute_query(query=DUE_BY_NOW)
    row = app.connector.execute_query_one(
        query=queries["fetch_job"], queues=queues, worker_id=worker_id
    )
    if row["id"] is None:
        return None
    # Django's connections leave JSON to its fields.
    return jobs.Job.from_row({**row, "args": json.loads(row["args"])})


def _run(job: jobs.Job) -> Exception | None:
    task = app.tasks[job.task_name]
    try:
        task(**job.task_kwargs)
    except Exception as error:
        _retry_or_fail(job, error)
        return error
    _finish(job, jobs.Status.SUCCEEDED)
    return None


def _retry_or_fail(job: jobs.Job, error: Exception) -> None:
    retry = app.tasks[job.task_name].get_retry_exception(exception=error, job=job)
    if retry is None:
        _finish(job, jobs.Status.FAILED)
        return
    decision = retry.retry_decision
    app.job_manager.retry_job_by_id(
        job_id=job.id,
        retry_at=decision.retry_at,
        priority=decision.priority,
        queue=decision.queue,
        lock=decision.lock,
    )


def _finish(job: jobs.Job, status: jobs.Status) -> None:
    app.connector.execute_query(
        query=queries["finish_job"], job_id=job.id, status=status.value, delete_job=False
    )
