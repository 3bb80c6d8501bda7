"""What keeps the demo from starting is told in one line, with what mends it."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.platform.demo import CHECKOUT, NAMES
from tests.ports import reserved_ports

pytestmark = pytest.mark.processes


@pytest.fixture
def elsewhere(tmp_path: Path) -> dict[str, str]:
    """Free ports, folders of the test, and a database that is never reached."""
    ports = dict(zip(NAMES, reserved_ports(len(NAMES)), strict=True))
    return {
        **os.environ,
        **{f"MOTCUA_PORT_{name}": str(port) for name, port in ports.items()},
        "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
        "DATABASE_URL": "postgresql://postgres@127.0.0.1:1/motcua",
        "MOTCUA_TRUST_FOLDER": str(tmp_path / "trust-services"),
        "SIGNATURE_TRUST_DIR": str(tmp_path / "trusted"),
        "SIGNATURE_KEYS_DIR": str(tmp_path / "keys"),
        "SCANNER_ROOT": str(tmp_path / "scanner"),
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_busy_port_is_one_line(elsewhere, name):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "scripts.run"],
            cwd=CHECKOUT,
            env={**elsewhere, f"MOTCUA_PORT_{name}": str(port)},
            capture_output=True,
            text=True,
            timeout=300,
        )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert f"Cổng {port}" in done.stderr
    assert f"kill {os.getpid()}" in done.stderr
    assert f"MOTCUA_PORT_{name}=" in done.stderr


def test_a_port_that_is_no_port_is_one_line(elsewhere):
    done = subprocess.run(
        [sys.executable, "-m", "scripts.run"],
        cwd=CHECKOUT,
        env={**elsewhere, "MOTCUA_PORT_WEB": "eighty"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 1
    assert done.stderr == (
        "LỖI / ERROR: MOTCUA_PORT_WEB=eighty không phải là số cổng / is not a port number"
        " (1-65535).\n"
    )


def test_a_database_that_is_down_is_one_line(elsewhere):
    done = subprocess.run(
        [sys.executable, "-m", "scripts.run"],
        cwd=CHECKOUT,
        env=elsewhere,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "connection" in done.stderr
