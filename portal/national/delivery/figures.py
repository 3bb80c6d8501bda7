"""What pages show without counting: minute by minute, and how each endpoint does. One statement
each for a round."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection

from portal.national.delivery.plain import plain
from portal.national.delivery.verdict import EndpointFate, Fate, Verdict
from portal.shared import clock

_MINUTE = """
INSERT INTO national_deliveryminute
    (minute, kind, delivered, parked, failed, slowest_ms, total_ms)
VALUES (%s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (minute, kind) DO UPDATE SET
    delivered = national_deliveryminute.delivered + EXCLUDED.delivered,
    parked = national_deliveryminute.parked + EXCLUDED.parked,
    failed = national_deliveryminute.failed + EXCLUDED.failed,
    slowest_ms = GREATEST(national_deliveryminute.slowest_ms, EXCLUDED.slowest_ms),
    total_ms = national_deliveryminute.total_ms + EXCLUDED.total_ms
"""

_ENDPOINT = """
INSERT INTO national_endpoint AS known
    (name, down_since, failures, last_success_at, last_error_at, last_error)
VALUES (
    %(name)s,
    CASE WHEN %(fate)s = 'down' THEN %(now)s::timestamptz END,
    CASE WHEN %(fate)s = 'down' THEN 1 ELSE 0 END,
    CASE WHEN %(fate)s = 'answered' THEN %(now)s::timestamptz END,
    CASE WHEN %(error)s <> '' THEN %(now)s::timestamptz END,
    %(error)s
)
ON CONFLICT (name) DO UPDATE SET
    down_since = CASE %(fate)s WHEN 'answered' THEN NULL
        ELSE COALESCE(known.down_since, EXCLUDED.down_since) END,
    failures = CASE %(fate)s WHEN 'answered' THEN 0 ELSE known.failures + EXCLUDED.failures END,
    last_success_at = COALESCE(EXCLUDED.last_success_at, known.last_success_at),
    last_error_at = COALESCE(EXCLUDED.last_error_at, known.last_error_at),
    last_error = CASE WHEN EXCLUDED.last_error <> '' THEN EXCLUDED.last_error
        ELSE known.last_error END
"""


def note_minute(kind: str, settled: Sequence[Verdict]) -> None:
    """Add what was settled to the present minute of this kind."""
    if not settled:
        return
    now = clock.now()
    count = Counter(verdict.fate for verdict in settled)
    ages = [_milliseconds(now, each) for each in settled if each.fate is Fate.DELIVERED]
    with connection.cursor() as cursor:
        cursor.execute(
            _MINUTE,
            [
                now.replace(second=0, microsecond=0),
                str(kind),
                count[Fate.DELIVERED],
                count[Fate.PARKED],
                count[Fate.FAILED] + count[Fate.HELD_BACK],
                max(ages, default=0),
                sum(ages),
            ],
        )


def note_endpoint(name: str, fate: EndpointFate, error: str = "") -> None:
    """How a round went for the endpoint; the first failure after a success begins an outage."""
    with connection.cursor() as cursor:
        cursor.execute(
            _ENDPOINT,
            {"name": str(name), "fate": fate.value, "now": clock.now(), "error": plain(error)},
        )


def _milliseconds(now: datetime, verdict: Verdict) -> int:
    return max(0, (now - verdict.message.created_at) // timedelta(milliseconds=1))
