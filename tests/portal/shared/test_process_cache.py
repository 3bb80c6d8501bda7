"""What a process keeps is handed out as it is, until its time is over."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import caches

from portal.shared import clock
from portal.shared.memory import remembered


@pytest.fixture(autouse=True)
def empty():
    caches["memory"].clear()
    yield
    caches["memory"].clear()


def test_the_object_itself_is_kept_until_its_time_is_over():
    made = []

    def read() -> list[int]:
        made.append(1)
        return [len(made)]

    with time_machine.travel(clock.now(), tick=False) as now:
        first = remembered("what", read, seconds=60)
        now.shift(timedelta(seconds=59))
        assert remembered("what", read, seconds=60) is first
        now.shift(timedelta(seconds=2))
        assert remembered("what", read, seconds=60) == [2]


def test_only_the_first_adds():
    memory = caches["memory"]
    assert memory.add("who", "a", 60) is True
    assert memory.add("who", "b", 60) is False
    assert memory.get("who") == "a"
    assert memory.get("nobody", "none") == "none"


def test_counting_is_for_the_cache_of_all_processes():
    caches["memory"].set("times", 1)
    with pytest.raises(NotImplementedError):
        caches["memory"].incr("times")
