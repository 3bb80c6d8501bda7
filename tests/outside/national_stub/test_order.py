"""Which status may follow which."""

import pytest

from outside.national_stub.intake.order import OutOfOrderError, Place, follow


def walk(*statuses: int) -> Place:
    place = Place(None)
    for status in statuses:
        place = follow(place, status)
    return place


@pytest.mark.parametrize(
    "statuses",
    [
        (1, 6, 1, 2, 4, 9, 10),
        (1, 3),
        (1, 2, 5, 2, 4, 6, 4, 9, 10),
        (1, 2, 4, 5, 7, 5, 4, 9),
        (1, 7, 8),
        (1, 5, 8),
        (1, 2, 4, 8),
        (2, 4, 9, 10),
    ],
)
def test_these_ways_are_open(statuses: tuple[int, ...]) -> None:
    assert walk(*statuses).status == statuses[-1]


@pytest.mark.parametrize(
    ("before", "status"),
    [
        ((1, 2), 1),
        ((1, 2, 4), 2),
        ((1, 2, 4, 9), 4),
        ((1, 2, 4, 5), 2),
        ((1, 2, 4, 5), 1),
        ((1, 6, 1, 2), 1),
        ((1, 2, 4, 9), 5),
        ((1, 2, 4, 9, 10), 9),
        ((1, 3), 1),
        ((1, 7, 8), 1),
        ((1, 2, 4), 4),
        ((1, 2), 3),
    ],
)
def test_backwards_only_out_of_a_detour(before: tuple[int, ...], status: int) -> None:
    with pytest.raises(OutOfOrderError):
        follow(walk(*before), status)


def test_a_finished_dossier_is_reopened_only_when_the_message_says_so() -> None:
    assert follow(walk(1, 2, 4, 9), 4, event="reopen") == Place(4)
    with pytest.raises(OutOfOrderError, match="từ 9 “Đã xử lý xong” không thể về 4 “Đang xử lý”"):
        follow(walk(1, 2, 4, 9), 4, event="decide")
    with pytest.raises(OutOfOrderError):
        follow(walk(1, 2, 4, 9, 10), 4, event="reopen")
