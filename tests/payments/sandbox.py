"""The payment sandbox as a real process, for every test that pays.

A test asks for the fixture `payment_sandbox` (in tests/payments by itself; elsewhere after
`from tests.payments.sandbox import payment_sandbox, payment_sandbox_process  # noqa: F401`).
"""

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from stripe import RequestsClient, StripeClient
from stripe.checkout import Session

from tests.stand_in import stand_in

SECRET_KEY = "sk_test_tests"
WEBHOOK_SECRET = "whsec_tests"


class PaymentSandbox:
    """A running sandbox and what a test does with it."""

    def __init__(self, url: str) -> None:
        self.url = url

    @property
    def stripe(self) -> StripeClient:
        """The official client, without repetitions of its own."""
        return StripeClient(
            SECRET_KEY,
            base_addresses={"api": self.url},
            http_client=RequestsClient(timeout=60),
            max_network_retries=0,
        )

    def fault(self, name: str, *, count: int = 1, value: int | None = None) -> None:
        """Let it go wrong the next `count` times (names: outside/payment_sandbox/faults.py)."""
        order = {"name": name, "count": count, "value": "" if value is None else value}
        requests.post(f"{self.url}/_faults", data=order, timeout=60).raise_for_status()

    def clear(self) -> None:
        """All is well again."""
        requests.post(f"{self.url}/_faults", data={"clear": "1"}, timeout=60).raise_for_status()

    def call_webhook_at(self, url: str) -> None:
        """Where the sandbox calls; empty: nowhere, the test delivers events itself."""
        requests.post(f"{self.url}/_webhook", data={"url": url}, timeout=60).raise_for_status()

    def session(self, key: str) -> Session:
        """How a session stands, with its payment intent."""
        params = {"expand[0]": "payment_intent"}
        return Session.construct_from(self._read(f"checkout/sessions/{key}", params), SECRET_KEY)

    def faults(self) -> dict[str, dict[str, int]]:
        """What is still going to go wrong."""
        return dict(requests.get(f"{self.url}/_faults", timeout=60).json())

    def press(self, key: str, deed: str) -> requests.Response:
        """What the payer does on the hosted page: succeed, decline or cancel. The answer sends
        him back (not followed)."""
        return requests.post(f"{self.url}/pay/{key}/{deed}", allow_redirects=False, timeout=60)

    def end_refund(self, key: str, status: str) -> None:
        """The bank's word about a pending refund: succeeded or failed."""
        address = f"{self.url}/_refunds/{key}"
        requests.post(address, data={"status": status}, timeout=60).raise_for_status()

    def events(self, **params: Any) -> list[dict[str, Any]]:
        """The latest events, the oldest first."""
        return list(reversed(self._read("events", {"limit": 100, **params})["data"]))

    def all_of(self, kind: str, *, since: int = 0) -> list[dict[str, Any]]:
        """Every object of a list (`charges`, `refunds`, …) made since that second, page by page."""
        found: list[dict[str, Any]] = []
        params: dict[str, Any] = {"limit": 100, "created[gte]": since} if since else {"limit": 100}
        while True:
            page = self._read(kind, params)
            found += page["data"]
            if not page["has_more"]:
                return found
            params["starting_after"] = found[-1]["id"]

    def _read(self, path: str, params: dict[str, Any]) -> dict[str, Any]:
        """What is true, whatever faults have been ordered."""
        answer = requests.get(
            f"{self.url}/v1/{path}",
            params=params,
            headers={"Authorization": f"Bearer {SECRET_KEY}", "X-Sandbox-Observer": "1"},
            timeout=60,
        )
        answer.raise_for_status()
        return dict(answer.json())


@pytest.fixture(scope="session")
def payment_sandbox_process(database_server: None) -> Iterator[PaymentSandbox]:
    """The process, on a free port, with a database that is dropped afterwards."""
    told = {
        "SANDBOX_SECRET_KEY": SECRET_KEY,
        "SANDBOX_WEBHOOK_SECRET": WEBHOOK_SECRET,
        "SANDBOX_WEBHOOK_URL": "",
    }
    with stand_in("payment_sandbox", "SANDBOX", told) as url:
        yield PaymentSandbox(url)


@pytest.fixture
def payment_sandbox(
    payment_sandbox_process: PaymentSandbox, settings: Any
) -> Iterator[PaymentSandbox]:
    """The sandbox without faults, with the portal's settings pointing at it."""
    settings.STRIPE_API_BASE = payment_sandbox_process.url
    settings.STRIPE_SECRET_KEY = SECRET_KEY
    settings.STRIPE_WEBHOOK_SECRET = WEBHOOK_SECRET
    payment_sandbox_process.clear()
    payment_sandbox_process.call_webhook_at("")
    yield payment_sandbox_process
    payment_sandbox_process.call_webhook_at("")
    payment_sandbox_process.clear()
