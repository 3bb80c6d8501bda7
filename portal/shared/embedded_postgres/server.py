"""Starts and stops the server of a place."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from typing import Any

import psycopg
from psycopg import sql

from portal.shared.embedded_postgres.places import Place
from portal.shared.embedded_postgres.programs import program

# The system user of the server when the portal runs as root, which PostgreSQL refuses to do.
SYSTEM_USER = "motcua"
# Recovery after a crash takes longer than a start.
START_SECONDS = 120

# For two cores and a few hundred megabytes; the work is many small statements.
SETTINGS = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "'96MB'",
    "effective_cache_size": "'1GB'",
    "work_mem": "'8MB'",
    "maintenance_work_mem": "'64MB'",
    "random_page_cost": "1.1",
    "jit": "off",
    "io_method": "'sync'",
    "max_parallel_workers_per_gather": "0",
    "max_wal_size": "'1GB'",
    "wal_level": "'minimal'",
    "max_wal_senders": "0",
    "log_checkpoints": "off",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
}
# Test data is thrown away: no reason to wait for the disk.
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class EmbeddedPostgresError(Exception):
    """The embedded server cannot be used; the text is one line with cause and remedy."""


def is_running(place: Place) -> bool:
    """Whether the server of `place` runs (it may still be starting)."""
    return place.data.exists() and _call("pg_ctl", "status", "-D", str(place.data)).returncode == 0


def start(place: Place) -> None:
    """Make the server's data if there is none, start it, and make its databases.

    Raises EmbeddedPostgresError with the cause in one line.
    """
    _prepare_folders(place)
    if not (place.data / "PG_VERSION").exists():
        _initialise(place)
    _write_settings(place)
    _start_server(place)
    _create_databases(place)


def stop(place: Place) -> None:
    """Stop the server; clients that are still connected are disconnected."""
    _call("pg_ctl", "stop", "-w", "-m", "fast", "-t", "60", "-D", str(place.data))


def _prepare_folders(place: Place) -> None:
    owner = _owner()
    for folder in (place.home, place.sockets):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise EmbeddedPostgresError(
                f"Không tạo được thư mục dữ liệu / cannot make {folder}: {error.strerror}"
            ) from error
        if owner is not None:
            os.chown(folder, owner.pw_uid, owner.pw_gid)


def _initialise(place: Place) -> None:
    shutil.rmtree(place.data, ignore_errors=True)  # What an interrupted initdb left.
    done = _call(
        "initdb",
        "--username=postgres",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--locale=C.UTF-8",
        "--no-instructions",
        *([] if place.durable else ["--no-sync"]),
        "-D",
        str(place.data),
    )
    if done.returncode != 0:
        raise EmbeddedPostgresError(f"initdb: {_last_line(done.stdout)}")


def _write_settings(place: Place) -> None:
    values = {"unix_socket_directories": f"'{place.sockets}'", **SETTINGS}
    if not place.durable:
        values |= FORGETFUL
    lines = "".join(f"{name} = {value}\n" for name, value in values.items())
    (place.data / "postgresql.conf").write_text(lines)


def _start_server(place: Place) -> None:
    """A server killed a moment ago may still be leaving: then one more try mends it."""
    for _ in range(3):
        wait = ("-w", "-t", str(START_SECONDS))
        done = _call("pg_ctl", "start", *wait, "-l", str(place.log), "-D", str(place.data))
        if done.returncode == 0:
            return
        time.sleep(1)
    cause = _last_line(place.log.read_text(errors="replace")) if place.log.exists() else ""
    raise EmbeddedPostgresError(
        f"PostgreSQL không khởi động được / did not start: {cause or _last_line(done.stdout)}"
        f" (nhật ký / log: {place.log})"
    )


def _create_databases(place: Place) -> None:
    with psycopg.connect(
        host=str(place.sockets), user="postgres", dbname="postgres", autocommit=True
    ) as connection:
        present = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
        for name in place.databases:
            if name not in present:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def _call(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one of the server's programs as the server's user.

    The output goes through a file: a started server keeps a pipe open for ever.
    """
    owner = _owner()
    identity: dict[str, Any] = {}
    if owner is not None:
        identity = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(  # noqa: S603 - our own program, no shell
            [str(program(name)), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
            check=False,
            **identity,
        )
        output.seek(0)
        text = output.read().decode(errors="replace")
    return subprocess.CompletedProcess(done.args, done.returncode, text)


def _owner() -> pwd.struct_passwd | None:
    """The user whom the server runs as, when that is not the present one."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        return _create_owner()


def _create_owner() -> pwd.struct_passwd:
    command = ["useradd", "--system", "--no-create-home", "--shell", "/bin/false", SYSTEM_USER]
    try:
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - fixed words
    except (OSError, subprocess.CalledProcessError) as error:
        raise EmbeddedPostgresError(
            "Chạy bằng root cần một người dùng hệ thống cho PostgreSQL; hãy chạy / run: "
            + " ".join(command)
        ) from error
    return pwd.getpwnam(SYSTEM_USER)


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else ""
