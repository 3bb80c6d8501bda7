"""The embedded server runs as long as anyone uses it, and comes back when it is killed."""

import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator

import psycopg
import pytest

from portal.shared.embedded_postgres import EmbeddedPostgresError, Place, database_url, running
from portal.shared.embedded_postgres.handle import is_used, revive
from portal.shared.embedded_postgres.server import is_running

pytestmark = pytest.mark.processes


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    place = Place(f"postgres-{uuid.uuid4().hex[:8]}", ("motcua", "motcua_national"), durable=True)
    yield place
    shutil.rmtree(place.home, ignore_errors=True)


def ask(place: Place, question: str) -> object:
    with psycopg.connect(database_url("motcua", place=place)) as connection:
        return connection.execute(question).fetchone()[0]


def postmaster(place: Place) -> int:
    return int((place.data / "postmaster.pid").read_text().splitlines()[0])


def test_the_first_starts_it_and_the_last_stops_it(place):
    with running(place):
        with running(place):
            assert is_used(place)
        assert is_running(place)
        assert ask(place, "SELECT count(*) FROM pg_database WHERE datname LIKE 'motcua%'") == 2
    assert not is_running(place)
    assert not is_used(place)


def test_the_data_stays(place):
    with running(place), psycopg.connect(database_url("motcua", place=place)) as connection:
        connection.execute("CREATE TABLE paper AS SELECT 'hồ sơ' AS word")
    with running(place):
        assert ask(place, "SELECT word FROM paper") == "hồ sơ"


def test_a_killed_user_does_not_keep_it_running(place):
    script = (
        "import os, signal\n"
        "from portal.shared.embedded_postgres import Place, running\n"
        f"with running(Place({place.name!r}, {place.databases!r}, durable=True)):\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script], cwd=os.getcwd(), check=False)
    assert killed.returncode == -signal.SIGKILL
    assert is_running(place)
    with running(place):
        assert ask(place, "SELECT 1") == 1
    assert not is_running(place)


def test_a_killed_server_is_started_again_with_its_data(place):
    with running(place):
        with psycopg.connect(database_url("motcua", place=place)) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        assert revive(place) is False
        os.kill(postmaster(place), signal.SIGKILL)
        end = time.monotonic() + 120
        while not revive(place):
            assert time.monotonic() < end
            time.sleep(0.05)
        assert ask(place, "SELECT answer FROM kept") == 42


def test_only_the_tests_forget_durability(place):
    with running(place):
        assert ask(place, "SHOW fsync") == "on"
        assert ask(place, "SHOW listen_addresses") == ""
    forgetful = Place(place.name, place.databases, durable=False)
    with running(forgetful):
        assert ask(forgetful, "SHOW fsync") == "off"


def test_what_keeps_it_from_starting_is_one_line(place):
    with running(place):
        pass
    version = (place.data / "PG_VERSION").read_text()
    (place.data / "PG_VERSION").write_text("12\n")
    with pytest.raises(EmbeddedPostgresError) as error, running(place):
        pass
    (place.data / "PG_VERSION").write_text(version)
    assert "\n" not in str(error.value)
    assert str(place.log) in str(error.value)
    assert not is_used(place)
