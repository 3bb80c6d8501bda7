"""What every test may ask for: a database server, due jobs run for real, a clean checkout."""

import asyncio
import gc
import itertools
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from portal.shared.embedded_postgres import TESTS, database_url, running
from tests.emptying import empty_tables
from tests.jobs import run_due_jobs
from tests.live_requests import wait_for_requests, watch_requests
from tests.template_database import use_template

pytest_plugins = ["tests.fixtures_people", "tests.fixtures_dossiers", "tests.trust"]

CHECKOUT = Path(__file__).resolve().parent.parent

hypothesis_settings.register_profile(
    "default", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.register_profile(
    "thorough", hypothesis_settings.get_profile("default"), max_examples=1000
)
hypothesis_settings.load_profile(os.environ.get("MOTCUA_HYPOTHESIS", "default"))


@pytest.fixture(scope="session")
def database_server() -> Iterator[None]:
    """A running server: the one of DATABASE_URL, else the embedded one kept for tests."""
    if os.environ["DATABASE_URL"] == database_url("postgres", place=TESTS):
        with running(TESTS):
            yield
    else:
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    database_server: None,
    django_db_modify_db_settings_parallel_suffix: None,
    django_db_blocker: Any,
) -> None:
    """pytest-django's hook before it makes the test database: the server must be up by then."""
    with django_db_blocker.unblock():
        use_template()


@pytest.fixture(scope="session", autouse=True)
def quick_emptying() -> Iterator[None]:
    """After a test that commits, empty what it filled (tests/emptying.py)."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: empty_tables())
        yield


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names of folders, each given once: most tests write no file, and thousands of `tmp_path`s,
    each looked for beside all others, take their time."""
    base = tmp_path_factory.mktemp("files")
    return (base / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def files_of_one_test(settings, folders: Iterator[Path]) -> None:
    """Uploaded and generated files go to the test's own folder."""
    folder = next(folders)
    settings.MEDIA_ROOT = folder / "media"
    settings.SIGNATURE_KEYS_DIR = folder / "keys"


@pytest.fixture(scope="session", autouse=True)
def requests_are_counted() -> None:
    """So that no test ends while the live server is still answering it."""
    watch_requests()


@pytest.fixture(scope="session", autouse=True)
def run_beside_the_browsers_loop() -> Iterator[None]:
    """Playwright leaves its event loop marked as running in this thread, for good. What signs runs
    a loop of its own, in a job outside of any: here it gets a thread for it."""
    real = asyncio.run

    def run(main: Any, **options: Any) -> Any:
        if asyncio._get_running_loop() is None:
            return real(main, **options)
        with ThreadPoolExecutor(max_workers=1) as threads:
            return threads.submit(real, main, **options).result()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asyncio, "run", run)
        yield


@pytest.fixture(autouse=True)
def language_of_one_test() -> Iterator[None]:
    """The language of a request stays active after it: the next test begins anew."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def jobs_of_one_test(request: pytest.FixtureRequest, django_db_blocker) -> Iterator[None]:
    """Empty the queues after a test with real commits: Django's flush does not know them."""
    yield
    marker = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(request.fixturenames)
    if "live_server" in request.fixturenames:
        wait_for_requests()
    if commits or (marker and marker.kwargs.get("transaction")):
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
            connection.close()


@pytest.fixture
def run_jobs() -> Callable[..., list[str]]:
    """Run every due job now, in this process and on this connection; see tests.jobs."""
    return run_due_jobs


# No test begins in the last seconds of a day, here or of UTC: it would end on another day.
CLOSE_TO_MIDNIGHT_SECONDS = 20
DAY_SECONDS, HERE_SECONDS = 24 * 3600, 7 * 3600


def seconds_to_wait(moment: float) -> float:
    """Until no midnight is close any more; 0 when none is. `moment` in seconds since 1970."""
    left = min(DAY_SECONDS - (moment + ahead) % DAY_SECONDS for ahead in (0, HERE_SECONDS))
    return left if left <= CLOSE_TO_MIDNIGHT_SECONDS else 0


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """What a test calls today is today until it ends."""
    time.sleep(seconds_to_wait(time.time()))


# What takes long, longest first: begun last, it would leave the other test process idle.
LONG = (
    "tests/platform/", "tests/browser/test_accessibility", "tests/architecture/test_style",
    "tests/faults/", "tests/browser/", "tests/architecture/test_url_roles",
    "tests/dossiers/documents/", "tests/portal/administration/test_merge_of_2025",
    "tests/portal/national/test_deliver_outbox", "tests/portal/demo/",
)  # fmt: skip


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long tests come first, all others in the order that chance has given them."""

    def rank(item: pytest.Item) -> int:
        return next((n for n, place in enumerate(LONG) if item.nodeid.startswith(place)), len(LONG))

    items.sort(key=rank)


def pytest_configure() -> None:
    """What is loaded for the tests stays: looking for rubbish among it meanwhile takes seconds."""
    gc.disable()


def pytest_collection_finish() -> None:
    """From here on there is rubbish; what is loaded by now is not looked at any more."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()


def pytest_sessionstart(session: pytest.Session) -> None:
    if _checks_leftovers(session):
        session.config.stash[_FILES_BEFORE] = _files()


def pytest_sessionfinish(session: pytest.Session) -> None:
    before = session.config.stash.get(_FILES_BEFORE, None)
    left = sorted(_files() - before) if before is not None else []
    if left:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        print(f"\nERROR: the tests left files in the checkout: {', '.join(left)}")


_FILES_BEFORE = pytest.StashKey[set[str]]()


def _checks_leftovers(session: pytest.Session) -> bool:
    """Once per run, and only where nobody else writes into the checkout meanwhile."""
    return "PYTEST_XDIST_WORKER" not in os.environ and "MOTCUA_CHECK_LEFTOVERS" in os.environ


def _files() -> set[str]:
    """Untracked files, and what lies under var/, which holds the demo's files."""
    status = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=all"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return {*status.splitlines(), *(str(p) for p in (CHECKOUT / "var").rglob("*") if p.is_file())}
