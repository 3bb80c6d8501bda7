"""Signed files that a killed worker left without a row are deleted, and no other."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.shared import clock
from portal.signatures.actions.delete_orphans import delete_orphans
from portal.signatures.models import SigningItem, SigningKey, SigningRun
from tests.signing import put
from tests.world import Person

pytestmark = pytest.mark.django_db

# The night of the second: what was signed on the first is a day old, in the month of before.
NIGHT = datetime(2026, 3, 2, 2, 10, tzinfo=clock.PROVINCE_TIME)


def signed(place: str, *, hours_ago: float) -> str:
    """A file under MEDIA_ROOT."""
    put(place, b"%PDF-")
    written = (NIGHT - timedelta(hours=hours_ago)).timestamp()
    os.utime(Path(django_settings.MEDIA_ROOT) / place, (written, written))
    return place


def named(leader: Person, *places: str) -> None:
    """Rows of a run that name these files."""
    key = SigningKey.objects.create(
        kind="personal", user=leader.user, backend="software", certificate="", subject="leader",
        issuer="demo", serial="1", not_before=NIGHT, not_after=NIGHT, created_at=NIGHT,
    )  # fmt: skip
    run = SigningRun.objects.create(signing_key=key, asked_at=NIGHT)
    for number, place in enumerate(places):
        SigningItem.objects.create(
            run=run, subject=f"file:{number}", source="", signed_file=place, state="signed"
        )


def test_only_what_no_row_names_and_is_a_day_old_is_deleted(leader: Person) -> None:
    kept = [
        signed("signed/2026/03/named.pdf", hours_ago=25),
        signed("signed/2026/02/named.pdf", hours_ago=30),
        signed("signed/2026/03/being-noted.pdf", hours_ago=0.1),
        signed("signed/2026/03/young.pdf", hours_ago=23),
        signed("attachments/2026/03/elsewhere.pdf", hours_ago=30),
    ]
    named(leader, *kept[:2])
    signed("signed/2026/03/orphan.pdf", hours_ago=25)
    signed("signed/2026/02/orphan.pdf", hours_ago=48)
    signed("signed/2026/02/half.unfinished", hours_ago=48)

    with clock.pinned(NIGHT), CaptureQueriesContext(connection) as asked:
        assert delete_orphans() == 3

    assert len(asked) == 1
    root = Path(django_settings.MEDIA_ROOT)
    left = {str(file.relative_to(root)) for file in root.rglob("*") if file.is_file()}
    assert left == set(kept)
    with clock.pinned(NIGHT):
        assert delete_orphans() == 0


def test_without_a_signed_file_there_is_nothing_to_do(db: None) -> None:
    assert delete_orphans() == 0
