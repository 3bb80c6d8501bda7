"""The trust services of outside/ for tests: real, over HTTP, once for each test process."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import requests

from outside.trust_services import authority
from outside.trust_services.key_files import make_key
from outside.trust_services.layout import OWN_KEYS
from outside.trust_services.serving import listen

PASSPHRASE = "123456"


@dataclass(frozen=True)
class Issued:
    """A certificate with its key, as a protected file."""

    pkcs12: bytes
    serial: int
    passphrase: str = PASSPHRASE


class TrustServices:
    """A running authority, as seen by its customers."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = url
        # PEM roots to trust: what SIGNATURE_TRUST_DIR is set to.
        self.trust_dir = folder / "trusted"
        self.trust_dir.mkdir()
        self.root_pem = requests.get(f"{url}/root.pem", timeout=10).content
        (self.trust_dir / "root.pem").write_bytes(self.root_pem)
        self.timestamp_url = f"{url}/demo/tsa/tsa"

    def issue(
        self,
        common_name: str,
        organisation: str = "",
        *,
        passphrase: str = PASSPHRASE,
        issuer: str = "",
        valid_from: datetime | None = None,
        valid_to: datetime | None = None,
    ) -> Issued:
        """A new certificate and key; `issuer="stranger"`: from a CA that nobody trusts."""
        answer = self._post(
            "/_issue",
            common_name=common_name,
            organisation=organisation,
            passphrase=passphrase,
            issuer=issuer,
            valid_from=valid_from.isoformat() if valid_from else "",
            valid_to=valid_to.isoformat() if valid_to else "",
        )
        return Issued(answer.content, int(answer.headers["X-Serial"]), passphrase)

    def remote_credential(self, common_name: str, pin: str = PASSPHRASE) -> str:
        """The name of a key that the remote signing service (CSC) keeps."""
        return str(self._post("/_issue", common_name=common_name, pin=pin).json()["credential"])

    def revoke(self, serial: int, at: datetime | None = None) -> None:
        """From now on, or as of an earlier moment."""
        self._post("/_revoke", serial=str(serial), at=at.isoformat() if at else "")

    def fault(self, name: str, count: int = 1, value: int | None = None) -> None:
        """Let it go wrong the next `count` times (names: outside/trust_services/faults.py)."""
        self._post("/_fault", name=name, count=count, value=value)

    def clear_faults(self) -> None:
        """All is well again."""
        self._post("/_fault", clear=True)

    def _post(self, path: str, **given: Any) -> requests.Response:
        answer = requests.post(f"{self.url}{path}", json=given, timeout=10)
        answer.raise_for_status()
        return answer


@pytest.fixture(scope="session")
def quick_keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A key takes up to a second to find. Those of the authorities are real; all whom they certify
    share one, which only their certificates tell apart."""
    shared = tmp_path_factory.mktemp("keys") / "shared.pem"
    make_key(shared)

    def copied(file: Path) -> None:
        if file.stem in OWN_KEYS:
            make_key(file)
        elif not file.exists():
            shutil.copy(shared, file)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(authority, "make_key", copied)
        yield


@pytest.fixture(scope="session")
def trust_services(
    tmp_path_factory: pytest.TempPathFactory, quick_keys: None
) -> Iterator[TrustServices]:
    """The authority of this test process. Who orders faults asks for `trusting` instead."""
    folder = tmp_path_factory.mktemp("trust_services")
    server, _services, url = listen(0, folder / "data")
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield TrustServices(url, folder)
    server.shutdown()
    server.server_close()


@pytest.fixture
def trusting(trust_services: TrustServices, settings: Any) -> Iterator[TrustServices]:
    """The same, trusted and used by the portal's settings; ordered faults are gone afterwards."""
    settings.SIGNATURE_TRUST_DIR = trust_services.trust_dir
    settings.SIGNATURE_TIMESTAMP_URL = trust_services.timestamp_url
    yield trust_services
    trust_services.clear_faults()
