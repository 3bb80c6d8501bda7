"""A portal whose processes are killed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.counter.portal import Portal
from tests.trust import TrustServices


@pytest.fixture
def portal(
    transactional_db: None, tmp_path: Path, settings: Any, trust_services: TrustServices
) -> Iterator[Portal]:
    settings.SIGNATURE_KEYS_DIR = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "media"
    running = Portal(tmp_path, trust_services)
    try:
        running.wait_until_up()
        yield running
    finally:
        running.end()
