"""The forecast is a range of whole steps, from what the day has shown."""

import pytest

from counter.queue.forecast import Forecast, forecast
from counter.web.queue.words import forecast_words


@pytest.mark.parametrize(
    ("before", "latest", "desks", "expected"),
    [
        ({"file": 3}, {}, 0, None),
        ({}, {}, 1, Forecast(0, 5)),
        ({"file": 1}, {}, 1, Forecast(10, 15)),  # the usual 10 minutes
        ({"file": 1}, {"file": [300, 420, 360]}, 1, Forecast(5, 10)),  # 6 minutes each today
        ({"file": 1}, {"file": [3, 3]}, 1, Forecast(10, 15)),  # two say nothing yet
        ({"file": 3}, {"file": [360] * 3}, 2, Forecast(5, 15)),  # 18 minutes at two desks
        ({"file": 2, "collect": 5}, {"file": [600] * 3, "collect": [120] * 3}, 1, Forecast(30, 40)),
        ({"ask": 24}, {}, 4, Forecast(30, 40)),
    ],
)  # fmt: skip
def test_ranges(before, latest, desks, expected) -> None:
    assert forecast(before, latest, desks) == expected


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (None, "chưa ước tính được (chưa có bàn nào làm việc)"),
        (Forecast(0, 5), "dưới 5 phút"),
        (Forecast(10, 15), "khoảng 10–15 phút"),
        (Forecast(115, 145), "khoảng 115–145 phút"),
        (Forecast(435, 550), "khoảng 7–10 giờ"),
    ],
    ids=["nobody works", "any moment", "a range", "nearly two hours", "a day"],
)
def test_words(wait: Forecast | None, words: str) -> None:
    assert forecast_words(wait) == words
