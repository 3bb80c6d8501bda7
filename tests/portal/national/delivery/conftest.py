"""A deliverer whose portal answers as the test says; nothing waits longer than milliseconds."""

from collections.abc import Iterator

import pytest

from portal.national.delivery import breaker, settle
from portal.national.delivery.deliverer import Deliverer
from tests.portal.national.delivery.rows import ScriptedPortal


@pytest.fixture
def scripted() -> ScriptedPortal:
    return ScriptedPortal()


@pytest.fixture
def told(
    scripted: ScriptedPortal, monkeypatch: pytest.MonkeyPatch, transactional_db: None
) -> Iterator[Deliverer]:
    """The deliverer of `scripted`."""
    monkeypatch.setattr(breaker, "FIRST_SECONDS", 0.0)
    monkeypatch.setattr(breaker, "CAP_SECONDS", 0.0)
    made = Deliverer(scripted)
    yield made
    made.close()


@pytest.fixture
def waits_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is held back stays so."""
    monkeypatch.setattr(settle, "FIRST_SECONDS", 60.0)
