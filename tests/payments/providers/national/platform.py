"""The stand-in for the national payment platform as a real process."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from outside.payment_platform.signature import ABOUT_ONE, digest
from tests.stand_in import stand_in

PARTNER = "TESTS"
SECRET = "platform-tests-secret"
BANK = "SONGTHU"


class Platform:
    """A running platform and what a test does with it."""

    def __init__(self, url: str) -> None:
        self.url = url

    def fault(self, name: str, *, count: int = 1, value: int | None = None) -> None:
        """Let it go wrong the next `count` times (names: outside/payment_platform/faults.py)."""
        order = {"name": name, "count": count, "value": "" if value is None else value}
        requests.post(f"{self.url}/_faults", data=order, timeout=60).raise_for_status()

    def faults(self) -> dict[str, dict[str, int]]:
        """What is still going to go wrong."""
        return dict(requests.get(f"{self.url}/_faults", timeout=60).json())

    def clear(self) -> None:
        """All is well again."""
        requests.post(f"{self.url}/_faults", data={"clear": "1"}, timeout=60).raise_for_status()

    def tell_results_at(self, url: str) -> None:
        """Where the platform calls; empty: nowhere."""
        requests.post(f"{self.url}/_webhook", data={"url": url}, timeout=60).raise_for_status()

    def press(self, page: str, deed: str, bank: str = BANK) -> requests.Response:
        """What the payer does on the page: succeed, decline, cancel or decide. The answer sends
        him back (not followed)."""
        return requests.post(
            f"{page}/{deed}", data={"bank": bank}, allow_redirects=False, timeout=60
        )

    def send(self, kind: str, message: dict[str, Any]) -> requests.Response:
        """A message as the portal sends it."""
        return requests.post(f"{self.url}/api/{kind}", json=message, timeout=60)

    def state(self, reference: str) -> dict[str, Any]:
        """What is true, whatever faults have been ordered."""
        message = {
            "LoaiBanTin": "QUERY",
            "PhienBan": "1.0.6",
            "MaDoiTac": PARTNER,
            "MaThamChieu": reference,
            "ThoiGianGD": reference[2:16],
        }
        message["MaXacThuc"] = digest(message, ABOUT_ONE, SECRET)
        return dict(
            requests.post(
                f"{self.url}/api/query",
                json=message,
                headers={"X-Sandbox-Observer": "1"},
                timeout=60,
            ).json()
        )


@pytest.fixture(scope="session")
def platform_process(database_server: None) -> Iterator[Platform]:
    """The process, on a free port, with a database that is dropped afterwards."""
    told = {"PLATFORM_PARTNER": PARTNER, "PLATFORM_SECRET": SECRET, "PLATFORM_RESULT_URL": ""}
    with stand_in("payment_platform", "PLATFORM", told) as url:
        yield Platform(url)


@pytest.fixture
def platform(platform_process: Platform, settings: Any) -> Iterator[Platform]:
    """The platform without faults, with the portal's settings pointing at it."""
    settings.NATIONAL_PAYMENT_URL = f"{platform_process.url}/api"
    settings.NATIONAL_PAYMENT_PARTNER = PARTNER
    settings.NATIONAL_PAYMENT_SECRET = SECRET
    platform_process.clear()
    platform_process.tell_results_at("")
    yield platform_process
    platform_process.tell_results_at("")
    platform_process.clear()
