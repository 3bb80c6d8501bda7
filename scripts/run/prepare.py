"""What must be done before the processes can start: translations, static files, tables, data."""

import hashlib
import subprocess
import sys
from pathlib import Path

from scripts.messages import compile_all
from scripts.run.complaint import Complaint
from scripts.run.environment import CHECKOUT

STATIC_STAMP = CHECKOUT / "build" / "static.stamp"
LOG = CHECKOUT / "build" / "prepare.log"


def prepare(environment: dict[str, str]) -> None:
    """Raises Complaint with the last line of what went wrong; the rest is in the log."""
    sys.stdout.write("Chuẩn bị dữ liệu / preparing the data ...\n")
    sys.stdout.flush()
    compile_all()
    _prepare_trust(environment)
    _run(["manage.py", "prepare_demo", *_static_option()], environment)
    STATIC_STAMP.write_text(_fingerprint())


def _prepare_trust(environment: dict[str, str]) -> None:
    """The demo's certificates, before anybody signs with them."""
    told = {
        "--data": environment["MOTCUA_TRUST_FOLDER"],
        "--port": environment["MOTCUA_PORT_TRUST"],
        "--trusted": environment["SIGNATURE_TRUST_DIR"],
    }
    arguments = [word for pair in told.items() for word in pair]
    _run(["-m", "outside.trust_services.demo_keys", *arguments], environment)


def _static_option() -> list[str]:
    """Compressing static files takes seconds, so only when they have changed."""
    fresh = STATIC_STAMP.exists() and STATIC_STAMP.read_text() == _fingerprint()
    return [] if fresh else ["--static"]


def _fingerprint() -> str:
    """Changes when a static file of ours or the set of installed packages changes."""
    seen = hashlib.sha256()
    for folder in (CHECKOUT / "static", *CHECKOUT.glob("*/static"), CHECKOUT / "portal"):
        pattern = "*" if folder.name == "static" else "**/static/**/*"
        for path in sorted(folder.rglob(pattern)):
            if path.is_file():
                seen.update(f"{path}:{path.stat().st_mtime_ns}".encode())
    for name in ("requirements.txt", "constraints.txt"):
        seen.update((CHECKOUT / name).read_bytes())
    return seen.hexdigest()


def _run(arguments: list[str], environment: dict[str, str]) -> None:
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("w") as log:
        done = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, *arguments],
            cwd=CHECKOUT,
            env=environment,
            stderr=log,
            check=False,
        )
    if done.returncode != 0:
        raise Complaint(
            f"Không chuẩn bị được dữ liệu / preparing failed: {_last_line(LOG)}. Xem / see: {LOG};"
            " làm lại từ đầu / begin anew: make reset && make run"
        )


def _last_line(path: Path) -> str:
    lines = [line.strip() for line in path.read_text().splitlines() if line.strip()]
    return lines[-1] if lines else ""
