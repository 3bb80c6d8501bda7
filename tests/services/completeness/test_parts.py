"""Each part says what it lacks, in words, with the place named."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.agencies.models import Agency
from portal.shared import clock
from services.completeness import facts, fees, notices, papers, steps
from services.completeness.gap import Gap
from services.content import FeeContent, LegalText, PaperContent, ReductionContent, StepContent
from tests.services.editing.contents import content

COMPLETE = content(
    level=3,
    agency_level="commune",
    audiences=("citizen",),
    time_unit="working_day",
    time_value=1,
    legal_time_value=1,
    legal_basis=(LegalText("Luật"),),
    results=("Bản sao",),
    return_channels=("counter",),
    steps=(StepContent("clerk", "A", budget_hours="8"),),
)
PARTS = (facts, papers, steps, fees, notices)

pytestmark = pytest.mark.django_db


def test_a_complete_content_lacks_nothing() -> None:
    assert [gap for part in PARTS for gap in part.gaps(COMPLETE)] == []


def test_an_empty_content_says_all_there_is_to_do() -> None:
    assert [(gap.part, gap.place) for part in PARTS for gap in part.gaps(content())] == [
        ("facts", "handling_agency_code"), ("facts", "time_unit"), ("facts", "legal_basis"),
        ("facts", "results"), ("facts", "return_channels"), ("facts", "audiences"), ("steps", ""),
    ]  # fmt: skip


def test_facts_that_became_wrong(justice: Agency) -> None:
    Agency.objects.filter(pk=justice.pk).update(closed_on=date(2022, 3, 1))
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    wrong = replace(
        COMPLETE, level=2, agency_level="province", handling_agency_code=justice.code,
        receiving_agency_code="gone", time_value=2, return_channels=("online",),
        legal_basis=(LegalText("Luật", yesterday),),
    )  # fmt: skip

    assert sorted(gap.text for gap in facts.gaps(wrong)) == [
        "Cơ quan mã gone không có trong danh mục. Chọn cơ quan khác.",
        "Sở Tư pháp đã giải thể. Chọn cơ quan khác.",
        "Thời hạn của tỉnh dài hơn mức luật cho phép.",
        "Thủ tục mức độ 2 không trả kết quả trực tuyến được.",
        "Văn bản “Luật” đã hết hiệu lực.",
    ]


def test_what_refers_to_questions_that_have_gone() -> None:
    rule = {"kind": "per_unit", "amount_vnd": 1, "quantity": "gone", "unit": "bản"}
    condition = {"field": "gone", "op": "filled"}
    wrong = replace(
        COMPLETE,
        papers=(PaperContent("a", "Giấy", template="x", replaced_by={"field": "gone"}),),
        fees=(FeeContent("b", "phi", "Phí", rule), FeeContent("c", "phi", "Khác", {"kind": "no"})),
        reductions=(ReductionContent("d", "Giảm", "NQ", "2022-01-01", "2022-02-01", 50,
                                     condition=condition),),
        notices={"gone": "x"},
    )  # fmt: skip

    assert [gap for part in PARTS for gap in part.gaps(wrong)] == [
        Gap("papers", "a", "“Giấy”: câu hỏi thay cho giấy này không còn trong mẫu đơn."),
        Gap("papers", "a", "“Giấy”: tệp mẫu không còn."),
        Gap("fees", "b", "“Phí”: câu hỏi về số lượng không còn trong mẫu đơn."),
        Gap("fees", "c", "“Khác”: cách tính chưa đủ."),
        Gap("reductions", "d", "“Giảm” đã hết hạn."),
        Gap("reductions", "d", "“Giảm”: điều kiện dùng câu hỏi không còn trong mẫu đơn."),
        Gap("notices", "gone", "Không có sự kiện “gone” để nhắn."),
    ]


def test_steps_longer_than_the_time_limit() -> None:
    wrong = replace(COMPLETE, steps=(StepContent("clerk", "A", budget_hours="8.5"),))

    assert [gap.text for gap in steps.gaps(wrong)] == [
        "Các bước cộng lại 8,5 giờ làm việc, quá thời hạn 8 giờ."
    ]
