from dataclasses import replace
from decimal import Decimal

import pytest

from portal.shared.errors import InvalidInput
from services.content import StepContent
from services.editing.steps import Step, budget_of, hours_allowed, move_step, put_step
from tests.services.editing.contents import content

STEP = Step(role="clerk", name="Tiếp nhận", agency="receiving", work="", budget_hours="0,5")


def test_hours_are_typed_with_a_comma() -> None:
    after = put_step(content(), None, STEP)

    assert after.steps == (StepContent("clerk", "Tiếp nhận", "receiving", "", "0.5"),)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("abc", "Nhập số giờ làm việc, ví dụ 4 hoặc 0,5."),
        ("0,25", "Nhập số giờ làm việc, ví dụ 4 hoặc 0,5."),
        ("NaN", "Nhập số giờ làm việc, ví dụ 4 hoặc 0,5."),
        ("1e9999999", "Nhập số giờ làm việc, ví dụ 4 hoặc 0,5."),
        ("0", "Nhập số giờ lớn hơn 0, nhiều nhất 2000."),
        ("-4", "Nhập số giờ lớn hơn 0, nhiều nhất 2000."),
        ("2001", "Nhập số giờ lớn hơn 0, nhiều nhất 2000."),
    ],
)
def test_hours_that_are_none(typed: str, words: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        put_step(content(), None, replace(STEP, budget_hours=typed))

    assert refusal.value.errors == {"budget_hours": words}


def test_a_step_without_name_and_role() -> None:
    with pytest.raises(InvalidInput) as refusal:
        put_step(content(), None, replace(STEP, name="", role=""))

    assert refusal.value.errors == {"role": "Chọn người thực hiện.", "name": "Nhập tên bước."}


def test_the_sum_beside_what_is_allowed() -> None:
    steps = tuple(
        StepContent("clerk", name, budget_hours=h) for name, h in (("a", "4"), ("b", "12.5"))
    )
    within = content(steps=steps, time_unit="working_day", time_value=2)

    assert (budget_of(within), hours_allowed(within)) == (Decimal("16.5"), 16)
    assert hours_allowed(replace(within, time_unit="same_day", time_value=None)) == 8
    assert hours_allowed(replace(within, time_unit="", time_value=None)) is None
    assert [step.name for step in move_step(within, 1, -1).steps] == ["b", "a"]
