"""A test does not begin where the day ends."""

from datetime import datetime

import pytest

from tests.conftest import seconds_to_wait


@pytest.mark.parametrize(
    ("moment", "seconds"),
    [
        ("2026-11-22 23:59:39.5+07:00", 0),
        ("2026-11-22 23:59:40+07:00", 20),
        ("2026-11-22 23:59:59.5+07:00", 0.5),
        ("2026-11-23 00:00:00+07:00", 0),
        ("2026-12-31 23:59:58+00:00", 2),
        ("2027-01-01 00:00:00.5+00:00", 0),
        ("2026-11-22 12:00:00+07:00", 0),
    ],
)
def test_until_the_day_has_begun(moment: str, seconds: float) -> None:
    assert seconds_to_wait(datetime.fromisoformat(moment).timestamp()) == pytest.approx(seconds)
