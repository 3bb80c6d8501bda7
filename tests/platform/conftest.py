"""The demo on ports and databases of the tests' own."""

import os
from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from psycopg import conninfo, sql

from tests.platform.demo import NAMES, Demo
from tests.ports import reserved_ports


@pytest.fixture(scope="module")
def databases(database_server: None, worker_id: str) -> Iterator[dict[str, str]]:
    """Databases of this test alone, on the server of the tests."""
    given = settings.DATABASES["default"]
    server = conninfo.make_conninfo(
        user=given["USER"] or None,
        password=given["PASSWORD"] or None,
        host=given["HOST"] or given.get("OPTIONS", {}).get("host"),
        port=given["PORT"] or None,
    )
    host = conninfo.conninfo_to_dict(server)["host"]
    names = {key: f"run_{worker_id}_{key}" for key in ("portal", "national", "sandbox", "platform")}
    with psycopg.connect(server, dbname="postgres", autocommit=True) as connection:
        for name in names.values():
            drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            connection.execute(drop)
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    yield {key: f"postgresql://postgres@/{name}?host={host}" for key, name in names.items()}
    with psycopg.connect(server, dbname="postgres", autocommit=True) as connection:
        for name in names.values():
            drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            connection.execute(drop)


@pytest.fixture(scope="module")
def environment(databases: dict[str, str], tmp_path_factory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("demo")
    # portal.wsgi, where a test has loaded it, sets RUNS_JOBS for its own process: not for these.
    ours = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("MOTCUA") and name != "RUNS_JOBS"
    }
    ports = dict(zip(NAMES, reserved_ports(len(NAMES)), strict=True))
    return {
        **ours,
        **{f"MOTCUA_PORT_{name}": str(port) for name, port in ports.items()},
        "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
        "DATABASE_URL": databases["portal"],
        "NATIONAL_STUB_DATABASE_URL": databases["national"],
        "SANDBOX_DATABASE_URL": databases["sandbox"],
        "PLATFORM_DATABASE_URL": databases["platform"],
        "MEDIA_ROOT": str(folder / "media"),
        "MOTCUA_TRUST_FOLDER": str(folder / "trust-services"),
        "SIGNATURE_TRUST_DIR": str(folder / "trusted"),
        "SIGNATURE_KEYS_DIR": str(folder / "keys"),
        "SCANNER_ROOT": str(folder / "scanner"),
        "MOTCUA_MAILBOX_FOLDER": str(folder / "mailbox"),
        "COVERAGE_PROCESS_START": "",
    }


@pytest.fixture(scope="module")
def demo(environment: dict[str, str], tmp_path_factory) -> Iterator[Demo]:
    demo = Demo(environment, tmp_path_factory.mktemp("logs"))
    demo.start()
    yield demo
    demo.stop()
