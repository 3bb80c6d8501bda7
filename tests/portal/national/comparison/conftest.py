"""Dossiers on both sides, and what the other side may lose or invent."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest

from portal.national import queries
from portal.national.actions.compare_catalogue import compare_catalogue
from portal.national.actions.compare_dossiers import compare_dossiers
from portal.national.actions.start_comparison import start_comparison
from portal.national.delivery.deliverer import Deliverer
from portal.national.models import Comparison
from tests.portal.national.stub_process import NationalStub


class TheirSide:
    """The stub, and its database behind its back."""

    def __init__(self, stub: NationalStub) -> None:
        self.stub = stub

    def execute(self, statement: str, *values: object) -> None:
        """One statement, its guards switched off."""
        with psycopg.connect(self.stub.database_url, autocommit=True) as database:
            database.execute("SET session_replication_role = replica")
            database.execute(statement, values)

    def lose_dossier(self, code: str) -> None:
        """As if it had never been told of it."""
        self.execute(
            "DELETE FROM national_stub_statereceived WHERE dossier_id ="
            " (SELECT id FROM national_stub_dossier WHERE code = %s)",
            code,
        )
        self.execute("DELETE FROM national_stub_dossier WHERE code = %s", code)

    def lose_states(self, code: str, *, offset: int, count: int = 1) -> None:
        """As if these states, counted from the first one, had not come in."""
        self.execute(
            "DELETE FROM national_stub_statereceived WHERE id IN (SELECT s.id FROM"
            " national_stub_statereceived s JOIN national_stub_dossier d ON d.id = s.dossier_id"
            " WHERE d.code = %s ORDER BY s.id OFFSET %s LIMIT %s)",
            code,
            offset,
            count,
        )
        self.execute(
            "UPDATE national_stub_dossier d SET state_count ="
            " (SELECT count(*) FROM national_stub_statereceived WHERE dossier_id = d.id), status ="
            " (SELECT status FROM national_stub_statereceived WHERE dossier_id = d.id"
            " ORDER BY id DESC LIMIT 1) WHERE code = %s",
            code,
        )

    def invent_dossier(self, code: str, *, status: int = 2, states: int = 1) -> None:
        """A dossier of ours that we know nothing of."""
        self.execute(
            "INSERT INTO national_stub_dossier (code, province, status, waits_on, record,"
            " changed_at, state_count) VALUES (%s, 'H47', %s, '[]', '{}', now(), %s)",
            code,
            status,
            states,
        )


@pytest.fixture
def their_side(national_stub: NationalStub) -> TheirSide:
    """`.lose_dossier(code) .lose_states(code, offset=) .invent_dossier(code) .execute(sql)`"""
    return TheirSide(national_stub)


@pytest.fixture(autouse=True)
def _pointed_at_the_stub(request: pytest.FixtureRequest, settings: Any) -> None:
    settings.PROVINCE_CODE = "H47"
    if "national_stub" in request.fixturenames:
        stub = request.getfixturevalue("national_stub")
        settings.NATIONAL_PORTAL_URL = stub.url
        settings.NATIONAL_PORTAL_SECRET = stub.secret


def deliver(deliverer: Deliverer) -> None:
    """Until nothing is left."""
    last = time.monotonic() + 120
    while queries.undelivered().exists():
        deliverer.run_round()
        time.sleep(0.001)
        assert time.monotonic() < last, list(queries.undelivered().values("stream", "last_error"))


def compare(kind: str = Comparison.Kind.DOSSIERS, **scope: Any) -> Comparison:
    """One comparison from its beginning to its end."""
    comparison, is_new = start_comparison(kind=kind, since=scope.get("since"))
    assert is_new
    run = compare_dossiers if kind == Comparison.Kind.DOSSIERS else compare_catalogue
    return run(comparison_id=comparison.pk)


def differences(comparison: Comparison) -> list[tuple[str, str, str, str, bool]]:
    """Kind, code, our figures, their figures, whether it was sent again; in order of codes."""
    rows = comparison.differences.order_by("code", "id")
    return list(rows.values_list("kind", "code", "ours", "theirs", "sent_again"))


def figures(comparison: Comparison) -> dict[str, int]:
    """All figures that are not 0."""
    names = (
        "ours", "theirs", "our_states", "their_states", "under_way", "differing", "sent_again",
    )  # fmt: skip
    return {name: value for name in names if (value := getattr(comparison, name))}


@contextmanager
def meanwhile(
    monkeypatch: pytest.MonkeyPatch, target: str, do: Callable[[], None]
) -> Iterator[None]:
    """The first time `target` (module.Class.method) is called, `do` happens right before it."""
    owner, name = target.rsplit(".", 1)
    module, cls = owner.rsplit(".", 1)
    holder = getattr(__import__(module, fromlist=[cls]), cls)
    original, done = getattr(holder, name), []

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        if not done:
            done.append(True)
            do()
        return original(*args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(holder, name, wrapped)
        yield
