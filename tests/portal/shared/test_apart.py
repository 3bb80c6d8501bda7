"""Work on strangers' files ends in time, and nobody after it has to wait."""

import os
import time

import pytest

from portal.shared.apart import Apart, TooMuch


@pytest.fixture
def apart():
    process = Apart(seconds=5, megabytes=512)
    yield process
    process.end()


def test_one_process_does_one_work_after_the_other(apart):
    assert apart.do(divmod, 7, 2) == (3, 1)
    first = apart.do(os.getpid)
    assert first == apart.do(os.getpid) != os.getpid()


def test_what_the_work_raises_is_raised_here(apart):
    with pytest.raises(ZeroDivisionError):
        apart.do(divmod, 7, 0)
    assert apart.do(divmod, 7, 2) == (3, 1)


def test_what_takes_too_long_is_ended_and_the_next_is_done():
    hasty = Apart(seconds=0.5, megabytes=512)
    with pytest.raises(TooMuch):
        hasty.do(time.sleep, 60)
    patient = Apart(seconds=5, megabytes=512)
    assert patient.do(divmod, 7, 2) == (3, 1)
    patient.end()


def test_what_keeps_the_processor_busy_is_ended_and_the_next_may_again():
    apart = Apart(seconds=600, megabytes=512, processor_seconds=1)
    with pytest.raises(TooMuch):
        apart.do(sum, range(10**15))
    assert apart.do(divmod, 7, 2) == (3, 1)
    apart.end()


def test_what_takes_too_much_memory_is_ended(apart):
    with pytest.raises(TooMuch):
        apart.do(bytearray, 1024 * 1024 * 1024)
    assert apart.do(divmod, 7, 2) == (3, 1)


def test_a_process_that_falls_over_is_followed_by_another(apart):
    with pytest.raises(TooMuch):
        apart.do(os.abort)
    assert apart.do(divmod, 7, 2) == (3, 1)


def test_what_is_printed_stands_in_no_answer(apart):
    assert apart.do(os.write, 1, b"\n") == 1


class Unsendable(Exception):
    """Its words cannot be made into it again."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(one + two)


def fail_unsendably() -> None:
    raise Unsendable("a", "b")


def test_an_error_that_cannot_be_sent_is_told_all_the_same(apart):
    with pytest.raises(TooMuch):
        apart.do(fail_unsendably)
    assert apart.do(divmod, 7, 2) == (3, 1)
