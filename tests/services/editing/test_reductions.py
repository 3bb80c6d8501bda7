from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.shared import clock
from portal.shared.errors import InvalidInput
from services.content import ReductionContent
from services.editing.conditions import Comparison, in_words, rows_of
from services.editing.eform_fields import comparable_fields
from services.editing.reductions import Typing, put_reduction
from services.eforms.conditions import parse_condition
from tests.services.editing.contents import content

HALF = Typing(
    name="Giảm nửa",
    legal_basis="NQ 12",
    measure="percent",
    percent=50,
    amount_vnd=None,
    channel="online",
    fees_set_by="",
    applicant_classes=("poor",),
    valid_from=date(2022, 1, 1),
    valid_to=None,
)


def refused(**changes: object) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refusal:
        put_reduction(content(), None, replace(HALF, **changes))  # type: ignore[arg-type]
    return refusal.value.errors


def test_a_reduction_by_percent() -> None:
    assert put_reduction(content(), None, HALF).reductions == (
        ReductionContent(
            "giam-nua", "Giảm nửa", "NQ 12", "2022-01-01", percent=50, channel="online",
            applicant_classes=("poor",),
        ),
    )  # fmt: skip


def test_percent_or_amount_never_both() -> None:
    after = put_reduction(content(), None, replace(HALF, measure="amount", amount_vnd=5000))

    assert (after.reductions[0].percent, after.reductions[0].amount_vnd) == (None, 5000)


@pytest.mark.parametrize("percent", [None, 0, -5, 101])
def test_a_percentage_that_is_none(percent: int | None) -> None:
    assert refused(percent=percent) == {
        "percent": "Nhập tỷ lệ từ 1 đến 100; miễn hẳn thì nhập 100."
    }


def test_days_upside_down_and_days_that_are_over() -> None:
    assert refused(valid_from=date(2099, 2, 1), valid_to=date(2099, 1, 1)) == {
        "valid_to": "Ngày hết hạn không được trước ngày bắt đầu."
    }
    assert refused(valid_to=clock.today() - timedelta(days=1)) == {
        "valid_to": "Ngày hết hạn đã qua. Sửa ngày, hoặc xóa mức giảm này."
    }
    assert put_reduction(content(), None, replace(HALF, valid_to=clock.today()))


def test_a_condition_put_together_by_choosing() -> None:
    rows = [
        Comparison("copies", "gt", value="1.000"),
        Comparison("purpose", "eq", choice="purpose=work"),
        Comparison("poor", "eq", choice="poor=yes"),
        Comparison("born", "lt", value="22/3/1990"),
        Comparison("pages", "filled"),
    ]
    condition = put_reduction(content(), None, replace(HALF, rows=rows)).reductions[0].condition

    assert condition == {
        "all": [
            {"field": "copies", "op": "gt", "value": 1000},
            {"field": "purpose", "op": "eq", "value": "work"},
            {"field": "poor", "op": "eq", "value": "yes"},
            {"field": "born", "op": "lt", "value": "1990-03-22"},
            {"field": "pages", "op": "filled"},
        ]
    }
    assert parse_condition(condition, "").holds(
        {"copies": 1001, "purpose": "work", "poor": "yes", "born": "1990-03-21", "pages": 1}.get
    )
    assert in_words(condition, comparable_fields(content())) == (
        "Số bản lớn hơn (sau) 1000 và Mục đích bằng Xin việc và Hộ nghèo bằng Có"
        " và Ngày sinh nhỏ hơn (trước) 1990-03-22 và Số trang có câu trả lời"
    )


def test_what_was_chosen_is_shown_again() -> None:
    one = [Comparison("copies", "gt", value="3")]
    condition = put_reduction(content(), None, replace(HALF, rows=one)).reductions[0].condition

    assert condition == {"field": "copies", "op": "gt", "value": 3}
    assert rows_of(condition) == ("all", [Comparison("copies", "gt", "copies=3", "3")])
    assert rows_of({"any": [condition, {"not": condition}]}) is None


def test_a_condition_that_rows_cannot_show_stays() -> None:
    kept = {"not": {"field": "copies", "op": "gt", "value": 3}}

    assert put_reduction(content(), None, replace(HALF, kept=kept)).reductions[0].condition == kept


def test_rows_that_make_no_sense() -> None:
    rows = [
        Comparison("gone", "eq", value="1"),
        Comparison("purpose", "gt", choice="purpose=work"),
        Comparison("purpose", "eq", choice="poor=yes"),
        Comparison("copies", "eq", value="nhiều"),
        Comparison("born", "eq", value="31/2/2022"),
        Comparison("copies", "", value="1"),
    ]

    assert refused(rows=rows) == {
        "rows-0-field": "Chọn câu hỏi của mẫu đơn.",
        "rows-1-op": "Chỉ so lớn hơn, nhỏ hơn với câu hỏi về số hoặc ngày.",
        "rows-2-choice": "Câu trả lời này thuộc câu hỏi khác. Chọn câu trả lời của “Mục đích”.",
        "rows-3-value": "Nhập số nguyên bằng chữ số.",
        "rows-4-value": "Nhập ngày theo dạng 22/03/2022.",
        "rows-5-op": "Chọn cách so sánh.",
    }
