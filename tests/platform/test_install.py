"""What a fresh machine lacks is told in one line, with the command that mends it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.platform.demo import CHECKOUT


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A checkout whose machine can be told what it lacks: programs in `bin` come first."""
    for name in ("requirements.txt", "requirements-dev.txt", "constraints.txt"):
        shutil.copy(CHECKOUT / name, tmp_path)
    (tmp_path / "scripts").mkdir()
    shutil.copy(CHECKOUT / "scripts" / "install.sh", tmp_path / "scripts")
    pretend(tmp_path, "id", "echo 1000")
    pretend(
        tmp_path, "ldconfig", "echo libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz-subset.so.0"
    )
    return tmp_path


def pretend(machine: Path, program: str, script: str) -> None:
    """Put a program before those of the real machine."""
    file = machine / "bin" / program
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


def install(machine: Path, purpose: str = "run") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", "scripts/install.sh", purpose],
        cwd=machine,
        env={"PATH": f"{machine / 'bin'}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_missing_libraries_are_named_with_the_command(machine):
    pretend(machine, "ldconfig", "echo libpango-1.0.so.0")
    done = install(machine)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        "LỖI / ERROR: thiếu thư viện hệ thống / missing system packages: libpangoft2-1.0-0"
        " libharfbuzz-subset0. Hãy chạy / run: sudo apt-get install -y --no-install-recommends"
        " libpangoft2-1.0-0 libharfbuzz-subset0\n"
    )


def test_an_old_python_is_told(machine):
    for name in ("python3", "python3.11", "python3.12", "python3.13"):
        pretend(machine, name, "exit 1")
    done = install(machine)
    assert done.returncode == 1
    assert done.stderr == (
        "LỖI / ERROR: cần Python 3.11 trở lên / needs Python 3.11 or newer. Hãy chạy / run:"
        " sudo apt-get install -y python3 python3-venv\n"
    )


def test_packages_that_cannot_be_had_are_told(machine):
    pretend(machine, "python3", 'case "$*" in *pip*install*) echo "ERROR: no route"; exit 1;; esac')
    venv = machine / ".venv" / "bin"
    venv.mkdir(parents=True)
    shutil.copy(machine / "bin" / "python3", venv / "python")
    done = install(machine)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "ERROR: no route" in done.stderr
    assert "make run" in done.stderr


def test_nothing_is_done_twice(machine):
    pretend(machine, "python3", 'case "$*" in *pip*install*) echo run >> installs;; esac')
    venv = machine / ".venv" / "bin"
    venv.mkdir(parents=True)
    shutil.copy(machine / "bin" / "python3", venv / "python")
    assert install(machine).returncode == 0
    assert install(machine).stdout == ""
    assert (machine / "installs").read_text() == "run\n"
    (machine / "requirements.txt").write_text("django==5.2.19\n")
    assert install(machine).returncode == 0
    assert (machine / "installs").read_text() == "run\nrun\n"
