"""The worker: runs jobs, each kind in a lane of its own, so that mail never waits for a PDF."""

import asyncio
import logging
import signal
from dataclasses import dataclass

from asgiref.sync import sync_to_async
from django.db import connections
from procrastinate import App
from procrastinate.contrib.django import app as django_app
from procrastinate.exceptions import ConnectorException
from psycopg import OperationalError

logger = logging.getLogger(__name__)

# Less than the process manager waits before it kills.
GRACE_SECONDS = 4.0
RETRY_SECONDS = 2.0


@dataclass(frozen=True)
class Lane:
    """Queues that share so many hands; lanes never wait for each other."""

    name: str
    queues: tuple[str, ...]
    hands: int


LANES = (
    Lane("mail", ("mail",), hands=2),
    Lane("documents", ("documents",), hands=1),
    # Two sweeps may be waiting for a provider while somebody's money is followed.
    Lane("payments", ("payments",), hands=3),
    # Hundreds of thousands of dossiers may be compared: nothing else waits for that.
    Lane("comparison", ("comparison",), hands=1),
    # So may thousands of procedures be changed: what must be on time does not wait for that.
    Lane("catalogue", ("catalogue",), hands=1),
    # A leader's stack of results and a clerk's copies: neither waits behind pages being scanned.
    Lane("signing", ("signing",), hands=2),
    # What is given with dossiers never waits for what anybody on the net drops on /verify/.
    Lane("checks", ("checks",), hands=1),
    Lane("verify", ("verify",), hands=1),
    Lane("scans", ("scans",), hands=1),
    Lane("others", ("default", "builtin"), hands=2),
)


async def work_until_signalled() -> None:
    """Run jobs until SIGTERM or SIGINT."""
    leave = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, leave.set)
    await work(leave)


async def work(leave: asyncio.Event, lanes: tuple[Lane, ...] = LANES) -> None:
    """Run jobs until told to leave; outlive the database.

    Jobs that run then have GRACE_SECONDS to finish; what is cut off is taken up again by
    `retry_stalled_jobs`.
    """
    while not leave.is_set():
        try:
            await _work_until_trouble(lanes, leave)
        except ConnectorException as error:
            if not isinstance(error.__cause__, OperationalError):
                raise
            logger.warning("Cơ sở dữ liệu không trả lời / database does not answer")
        await sync_to_async(connections.close_all)()
        if not leave.is_set():
            await asyncio.wait({asyncio.create_task(leave.wait())}, timeout=RETRY_SECONDS)


async def _work_until_trouble(lanes: tuple[Lane, ...], leave: asyncio.Event) -> None:
    """One try: ends when told to leave, or when any lane ends, which only trouble makes it do."""
    workers = _app_for_workers()
    async with workers.open_async():
        left = asyncio.create_task(leave.wait())
        tasks = [asyncio.create_task(_run(workers, lane)) for lane in lanes]
        await asyncio.wait([left, *tasks], return_when=asyncio.FIRST_COMPLETED)
        for task in (left, *tasks):
            task.cancel()
        for outcome in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(outcome, Exception):
                raise outcome
    if not leave.is_set():
        logger.warning("Nối lại cơ sở dữ liệu / connecting to the database again")


def _app_for_workers() -> App:
    """The app with connections of the workers' own.

    The tasks go on to belong to the Django app: what an action defers inside a job is written
    through Django's connection, in the action's transaction, as it is in a request.
    """
    return django_app.with_connector(django_app.connector.get_worker_connector())  # type: ignore[attr-defined]


async def _run(workers: App, lane: Lane) -> None:
    await workers.run_worker_async(
        name=lane.name,
        queues=list(lane.queues),
        concurrency=lane.hands,
        install_signal_handlers=False,
        shutdown_graceful_timeout=GRACE_SECONDS,
    )
