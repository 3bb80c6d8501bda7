"""A form to change, and contents that lean on it."""

from typing import Any

from services.content import FeeContent, PaperContent, ReductionContent, RevisionContent

FORM: dict[str, Any] = {
    "sections": [
        {
            "key": "applicant",
            "title": "Người nộp",
            "fields": [
                {"key": "full_name", "type": "text", "label": "Họ và tên", "required": True},
                {"key": "birth_date", "type": "date", "label": "Ngày sinh"},
                {
                    "key": "sex",
                    "type": "one_of",
                    "label": "Giới tính",
                    "choices": [
                        {"value": "male", "label": "Nam"},
                        {"value": "female", "label": "Nữ"},
                    ],
                },
                {
                    "key": "number",
                    "type": "personal_number",
                    "label": "Số định danh",
                    "same_sex_as": "sex",
                    "same_birth_as": "birth_date",
                },
            ],
        },
        {
            "key": "request",
            "title": "Nội dung",
            "fields": [
                {
                    "key": "purpose",
                    "type": "one_of",
                    "label": "Mục đích",
                    "required": True,
                    "choices": [
                        {"value": "work", "label": "Xin việc làm"},
                        {"value": "other", "label": "Khác"},
                    ],
                },
                {
                    "key": "purpose_other",
                    "type": "text",
                    "label": "Mục đích khác là",
                    "required": True,
                    "show_if": {"field": "purpose", "op": "eq", "value": "other"},
                },
                {"key": "copies", "type": "whole_number", "label": "Số bản", "min": 1},
                {
                    "key": "cost",
                    "type": "computed",
                    "label": "Thành tiền",
                    "formula": {"op": "product", "of": ["copies"], "constant": 8000},
                },
                {
                    "key": "children",
                    "type": "group",
                    "label": "Con",
                    "item_label": "Người con",
                    "fields": [
                        {"key": "name", "type": "text", "label": "Tên con"},
                        {"key": "weight", "type": "whole_number", "label": "Cân nặng"},
                        {
                            "key": "note",
                            "type": "text",
                            "label": "Ghi chú",
                            "show_if": {"field": "name", "op": "filled"},
                        },
                    ],
                },
                {
                    "key": "total",
                    "type": "computed",
                    "label": "Tổng cân nặng",
                    "formula": {"op": "sum_rows", "of": ["children"], "column": "weight"},
                },
            ],
        },
    ]
}

CONTENT = RevisionContent(
    "Cấp phiếu",
    "Tư pháp",
    eform=FORM,
    fees=(
        FeeContent(
            "fee",
            "le_phi",
            "Lệ phí cấp bản",
            {"kind": "per_unit", "amount_vnd": 8000, "quantity": "copies", "unit": "bản"},
        ),
    ),
    reductions=(
        ReductionContent(
            "poor",
            "Giảm cho người tìm việc",
            "Luật",
            "2022-01-01",
            percent=50,
            condition={"field": "purpose", "op": "eq", "value": "work"},
        ),
    ),
    papers=(PaperContent("cv", "Đơn xin việc", replaced_by={"field": "full_name"}),),
)
