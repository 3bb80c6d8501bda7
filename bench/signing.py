"""Signatures a second: a result of one page signed with a software key, to level B-LT.

The job itself, run in this process as a warm worker runs it: the key is opened once for a run of
files; each gets a mark, a signature, a timestamp over HTTP, and its row. The stand-ins of the
authority run beside it as a process of their own, on the same machine.
"""

import contextlib
import os
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import requests
from django.conf import settings
from django.test import override_settings

from bench.client.wrk import Run
from bench.processes import await_answer, running
from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.models import StaffRole
from portal.accounts.roles import Role
from portal.shared.pdf.press import press
from portal.shared.uploads import store
from portal.signatures.actions.add_signing_key import add_signing_key
from portal.signatures.actions.sign_run import sign_run
from portal.signatures.actions.start_run import ToSign, start_run
from portal.signatures.backends import key_files
from portal.signatures.marks import Mark, Place
from portal.signatures.models import SigningKey, SigningRun

FILES = 10
_PIN = "123456"
_FOLDER = settings.BASE_DIR / "build" / "bench" / "trust"
_PAPER = """<html lang="vi"><head><title>Kết quả</title></head><body><h1>KẾT QUẢ</h1>
<p>Cấp phiếu lý lịch tư pháp</p><p id="signature" style="margin:8cm 0 0 9cm">GIÁM ĐỐC</p></body>"""


class Signing:
    """A leader with a key, who signs one file again and again."""

    def __init__(self) -> None:
        role = StaffRole.objects.filter(role=Role.LEADER).select_related("agency", "user")[0]
        self._actor = Actor.of_staff(role, role.user)
        self._user = role.user
        self._source = store.place_of("bench-result", ".pdf", folder="results")
        store.write(self._source, press(_PAPER, paper="a4"))
        self._mark = Mark.personal(name=role.user.full_name, place=Place(anchor="signature"))

    def measure(self, seconds: int) -> Run:
        """Sign runs of FILES files for so many seconds, one after the other."""
        times: list[float] = []
        with _authority() as url, _trusted(url):
            key = self._key(url)
            self._sign(key)  # fonts, caches
            began = time.perf_counter()
            while time.perf_counter() - began < seconds or len(times) < 2:
                times.append(self._sign(key))
        return Run(
            requests=len(times) * FILES,
            seconds=sum(times) / 1000 * FILES,
            p50_ms=median(times),
            p95_ms=quantiles(times, n=20)[-1],
        )

    def _sign(self, key: SigningKey) -> float:
        """Milliseconds for each file."""
        items = [ToSign(f"bench:{number}", self._source, self._mark) for number in range(FILES)]
        run = start_run(actor=self._actor, signing_key=key, pin=_PIN, subject="", items=items)
        began = time.perf_counter()
        sign_run(run_id=run.pk)
        taken = (time.perf_counter() - began) * 1000 / FILES
        run.refresh_from_db()
        levels = set(run.items.values_list("level", flat=True))
        if (run.state, levels) != (SigningRun.State.DONE, {"B-LT"}):
            raise AssertionError(f"not signed: {run.error_text} {levels}")
        return taken

    def _key(self, url: str) -> SigningKey:
        wanted = {"common_name": self._user.full_name, "passphrase": _PIN}
        issued = requests.post(f"{url}/_issue", json=wanted, timeout=30)
        issued.raise_for_status()
        return add_signing_key(
            actor=SYSTEM,
            holder=self._user,
            backend=SigningKey.Backend.SOFTWARE,
            locator={"file": key_files.keep(issued.content)},
            pin=_PIN,
            replace=True,
        )


@contextlib.contextmanager
def _authority() -> Iterator[str]:
    """Within the block the trust services answer at the address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    command = [
        sys.executable, "-m", "outside.trust_services", "--port", str(port),
        "--data", str(_FOLDER / str(port)),
    ]  # fmt: skip
    with running(command, dict(os.environ), "trust") as process:
        await_answer(process, f"{url}/health")
        yield url


@contextlib.contextmanager
def _trusted(url: str) -> Iterator[None]:
    """Within the block the portal trusts them; keys lie in a folder of the benchmark's."""
    trusted = Path(_FOLDER) / "trusted"
    trusted.mkdir(parents=True, exist_ok=True)
    (trusted / "root.pem").write_bytes(requests.get(f"{url}/root.pem", timeout=30).content)
    with override_settings(
        SIGNATURE_TRUST_DIR=trusted,
        SIGNATURE_KEYS_DIR=_FOLDER / "keys",
        SIGNATURE_TIMESTAMP_URL=f"{url}/demo/tsa/tsa",
    ):
        yield
