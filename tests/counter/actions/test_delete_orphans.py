"""Files that a killed process left without a row are deleted, and no other."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from counter.actions.delete_orphans import delete_orphans
from counter.models import PaperCopy, ScannedPage
from dossiers.models import Attachment, Dossier
from portal.shared import clock
from portal.shared.uploads import store
from portal.shared.uploads.forgotten import empty_quarantine
from tests.counter.intake_world import opened
from tests.world import Person

pytestmark = pytest.mark.django_db

NIGHT = datetime(2026, 3, 2, 2, 35, tzinfo=clock.PROVINCE_TIME)


def lies(place: str, *, hours: float) -> str:
    """A file under MEDIA_ROOT that was written so long before the night."""
    store.write(place, b"%PDF-")
    written = (NIGHT - timedelta(hours=hours)).timestamp()
    os.utime(store.path_of(place), (written, written))
    return place


def left() -> set[str]:
    root = Path(django_settings.MEDIA_ROOT)
    return {str(file.relative_to(root)) for file in root.rglob("*") if file.is_file()}


@pytest.fixture
def named(clerk: Person, complete_draft: Callable[[], Dossier]) -> set[str]:
    """Old files of every kind that something names."""
    intake = opened(clerk)
    page = {
        "original": "scans/2026/03/original.pdf", "picture": "scans/2026/03/picture.jpg",
        "thumbnail": "scans/2026/02/thumbnail.jpg",
    }  # fmt: skip
    ScannedPage.objects.create(
        intake=intake, source="scanner", original_name="quet.pdf", added_at=NIGHT, **page
    )
    copy = {"file": "copies/2026/03/copy.pdf", "signed_file": "copies/2025/12/signed.pdf"}
    PaperCopy.objects.create(intake=intake, requirement_key="cccd", name="Thẻ", **copy)
    shown = {"file": "copies/2026/03/shown.pdf", "rendition": "scans/2026/03/shown.pdf"}
    Attachment.objects.create(
        dossier=complete_draft(), requirement_key="cccd", state="accepted", size=1,
        original_name="so.pdf", sha256="cd" * 32, uploaded_at=NIGHT, **shown,
    )  # fmt: skip
    return {lies(place, hours=60) for each in (page, copy, shown) for place in each.values()}


def test_only_what_nothing_names_and_is_a_day_old_is_deleted(named: set[str]) -> None:
    before = left() - named
    kept = {
        lies("scans/2026/03/being-noted.pdf", hours=0.1),
        lies("copies/2026/03/young.pdf", hours=23),
        lies("signed/2026/03/others.pdf", hours=60),
        lies("attachments/2026/03/others.pdf", hours=60),
    }
    for orphan in ("scans/2026/03/page.pdf", "scans/2025/11/page.jpg", "copies/2026/02/copy.pdf"):
        lies(orphan, hours=25)
    lies("copies/2026/02/half.unfinished", hours=60)

    with clock.pinned(NIGHT):
        assert [delete_orphans(), delete_orphans()] == [4, 0]

    assert left() - before == named | kept


def test_so_many_a_night(db: None) -> None:
    for number in range(3):
        lies(f"scans/2026/03/{number}.pdf", hours=25)
    lies("copies/2026/03/one.pdf", hours=25)

    with clock.pinned(NIGHT):
        assert [delete_orphans(at_most=2) for _ in range(3)] == [2, 2, 0]


def test_nothing_stays_in_quarantine(db: None) -> None:
    lies("quarantine/tmpold", hours=25)
    kept = {lies("quarantine/tmpyoung", hours=23), lies("quarantine/deeper/file", hours=60)}

    with clock.pinned(NIGHT):
        assert [empty_quarantine(), empty_quarantine()] == [1, 0]

    assert left() == kept
