"""Runs jobs inside a test as the worker would, on the test's own connection.

The real worker has connections of its own and would not see what the test's transaction wrote;
so fetching, running, retrying and finishing happen here, by the same functions of the library.
"""

import json
from typing import Any

from asgiref.sync import async_to_sync
from procrastinate import jobs
from procrastinate.contrib.django import app


class JobFailed(AssertionError):
    """A job raised and the test did not say that it expects that."""


def run_due_jobs(
    *, queues: list[str] | None = None, expect_failures: bool = False, limit: int = 500
) -> list[str]:
    """Run due jobs, and those they defer, until none is left; return the names of the tasks run.

    A job that raises is retried or failed as its retry strategy says; unless `expect_failures`,
    JobFailed is raised then. `limit` bounds jobs that defer themselves for ever.
    """
    worker_id = async_to_sync(app.job_manager.register_worker)()
    ran: list[str] = []
    while job := async_to_sync(app.job_manager.fetch_job)(queues=queues, worker_id=worker_id):
        job = _readable(job)
        ran.append(job.task_name)
        assert len(ran) <= limit, f"more than {limit} jobs: {ran[-5:]}"
        error = _run(job)
        if error and not expect_failures:
            raise JobFailed(f"{job.call_string}: {error!r}") from error
    return ran


def _run(job: jobs.Job) -> Exception | None:
    task = app.tasks[job.task_name]
    try:
        task(**job.task_kwargs)
    except Exception as error:
        _retry_or_fail(job, error)
        return error
    _finish(job, jobs.Status.SUCCEEDED)
    return None


def _readable(job: jobs.Job) -> jobs.Job:
    """Django's connection hands JSON over as text; the worker's own connection reads it."""
    text: Any = job.task_kwargs
    return job.evolve(task_kwargs=json.loads(text)) if isinstance(text, str) else job


def _retry_or_fail(job: jobs.Job, error: Exception) -> None:
    retry = app.tasks[job.task_name].get_retry_exception(exception=error, job=job)
    if retry is None:
        _finish(job, jobs.Status.FAILED)
        return
    decision = retry.retry_decision
    async_to_sync(app.job_manager.retry_job)(
        job=job,
        retry_at=decision.retry_at,
        priority=decision.priority,
        queue=decision.queue,
        lock=decision.lock,
    )


def _finish(job: jobs.Job, status: jobs.Status) -> None:
    async_to_sync(app.job_manager.finish_job)(job=job, status=status, delete_job=False)
