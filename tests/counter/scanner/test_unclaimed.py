"""Scans that were nobody's do not lie there for ever."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from counter.scanner.places import UNCLAIMED
from counter.scanner.unclaimed import delete_unclaimed
from portal.shared import clock


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """A desk with a file that was put aside just now, by a scanner whose clock is years behind."""
    settings.SCANNER_ROOT = str(tmp_path / "scanner")
    place = tmp_path / "scanner" / "H47.1" / "3"
    (place / UNCLAIMED).mkdir(parents=True)
    (place / "dang-quet.pdf").write_bytes(b"%PDF-")
    (place / UNCLAIMED / "cua-ai.pdf").write_bytes(b"%PDF-")
    os.utime(place / UNCLAIMED / "cua-ai.pdf", (0, 0))
    return place


def left(folder: Path) -> set[str]:
    return {str(file.relative_to(folder)) for file in folder.rglob("*.pdf")}


def test_after_seven_days_what_was_put_aside_is_deleted_and_nothing_else(folder: Path) -> None:
    both = left(folder)
    with clock.pinned(clock.now() + timedelta(days=6.9)):
        assert delete_unclaimed() == 0
    assert left(folder) == both

    with clock.pinned(clock.now() + timedelta(days=7.1)):
        assert [delete_unclaimed(), delete_unclaimed()] == [1, 0]

    assert left(folder) == {"dang-quet.pdf"}


def test_a_link_is_followed_nowhere(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "khac.pdf"
    outside.write_bytes(b"%PDF-")
    (folder / UNCLAIMED / "link.pdf").symlink_to(outside)

    with clock.pinned(clock.now() + timedelta(days=8)):
        delete_unclaimed()

    assert outside.exists()


def test_a_share_that_is_away_and_no_scanners_at_all(tmp_path: Path, settings: Any) -> None:
    for root in (str(tmp_path / "khong-co"), ""):
        settings.SCANNER_ROOT = root
        assert delete_unclaimed() == 0
