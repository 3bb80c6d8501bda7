"""Debian's Chromium for pytest-playwright, against a live server with the test database."""

import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.architecture.url_roles.world import people, places
from tests.fixtures_dossiers import (
    complete_draft,
    fresh_bindings,
    half_price,
    make_dossier,
    make_revision,
)
from tests.jobs import run_due_jobs
from tests.patience import PATIENCE_MS
from tests.payments.sandbox import PaymentSandbox, payment_sandbox, payment_sandbox_process
from tests.world import Person

__all__ = [
    "complete_draft", "fresh_bindings", "half_price", "make_dossier", "make_revision",
    "payment_sandbox", "payment_sandbox_process", "people", "places",
]  # fmt: skip

# pytest-playwright keeps an event loop in the thread that also uses the ORM.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

expect.set_options(timeout=PATIENCE_MS)

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own Chromium: nothing is downloaded."""
    executable = shutil.which("chromium") or "/usr/bin/chromium"
    return {**browser_type_launch_args, "executable_path": executable, "args": QUIET}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """People of the province: Vietnamese, on a wide page unless a test says otherwise."""
    return {
        **browser_context_args,
        "locale": "vi-VN",
        "timezone_id": "Asia/Ho_Chi_Minh",
        "viewport": {"width": 1280, "height": 900},
    }


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    """pytest-playwright's own, as patient as all others."""
    context.set_default_timeout(PATIENCE_MS)
    return context


@pytest.fixture(scope="session")
def base_url(live_server) -> str:
    """`page.goto("/services/")` is enough in a test."""
    return live_server.url


@pytest.fixture
def do_jobs() -> Callable[[], list[str]]:
    """Every due job, in a thread of its own: playwright's event loop occupies this one."""

    def run() -> list[str]:
        try:
            return run_due_jobs()
        finally:
            connection.close()

    def do() -> list[str]:
        with ThreadPoolExecutor(max_workers=1) as threads:
            return threads.submit(run).result()

    return do


def show_session(context: BrowserContext, client: Client, url: str) -> None:
    """Give the browser the session of a test client: signed in without the sign-in pages."""
    session = client.cookies.get("sessionid")
    if session is not None:
        context.add_cookies([{"name": "sessionid", "value": session.value, "url": url}])


@pytest.fixture
def sandbox(payment_sandbox: PaymentSandbox, settings: Any, live_server: Any) -> PaymentSandbox:
    """Pays for this portal and calls it back."""
    settings.PUBLIC_URL = live_server.url
    payment_sandbox.call_webhook_at(f"{live_server.url}/payments/stripe/webhook/")
    return payment_sandbox


@pytest.fixture
def page_of(
    browser: Browser, browser_context_args: dict[str, Any], base_url: str, client_as: Any
) -> Iterator[Callable[[Person], Page]]:
    """A browser with this person signed in.

    It is closed with the test: a page that keeps up by itself would go on asking the server, in the
    middle of the next test.
    """
    contexts: list[BrowserContext] = []

    def open_for(person: Person) -> Page:
        contexts.append(browser.new_context(**browser_context_args))
        contexts[-1].set_default_timeout(PATIENCE_MS)
        show_session(contexts[-1], client_as(person), base_url)
        return contexts[-1].new_page()

    yield open_for
    for context in contexts:
        context.close()


def next_tab(page: Page) -> Page:
    """Another tab of the same person, this one closed.

    A page that looks again by itself (`Refresh`) may start over while ours is on its way, and the
    later navigation wins; a tab of its own has nothing that looks again.
    """
    following = page.context.new_page()
    page.close()
    return following
