"""Waits after failures."""

from portal.national.delivery.backoff import delay
from portal.national.delivery.breaker import CAP_SECONDS, Breaker


def test_the_delay_doubles_up_to_the_cap_with_jitter_below() -> None:
    for failures, full in [(1, 1.0), (2, 2.0), (3, 4.0), (7, 60.0), (10_000, 60.0)]:
        waits = [delay(failures, first=1.0, cap=60.0) for _ in range(50)]
        assert full / 2 <= min(waits) and max(waits) <= full
        assert len(set(waits)) > 1


def test_the_breaker_is_open_after_a_failure_and_closed_by_a_success() -> None:
    now = [0.0]
    breaker = Breaker(monotonic=lambda: now[0])
    assert breaker.seconds_left() == 0
    breaker.failed()
    assert 0.25 <= breaker.seconds_left() <= 0.5
    breaker.succeeded()
    assert breaker.seconds_left() == 0


def test_the_breaker_asks_again_within_seconds_however_long_the_outage() -> None:
    breaker = Breaker(monotonic=lambda: 0.0)
    for _ in range(1000):
        breaker.failed()
    assert breaker.seconds_left() <= CAP_SECONDS == 5.0
