"""A content with something of everything, and contents made at random."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from services.content import (
    FeeContent,
    LegalText,
    PaperContent,
    ReductionContent,
    RevisionContent,
    StepContent,
)


def field(key: str, label: str, kind: str = "text", **more: Any) -> dict[str, Any]:
    return {"key": key, "type": kind, "label": label, **more}


def form(*sections: tuple[str, str, list[dict[str, Any]]]) -> dict[str, Any]:
    return {
        "sections": [{"key": key, "title": title, "fields": each} for key, title, each in sections]
    }


PURPOSE = field(
    "purpose", "Mục đích", "one_of", required=True,
    choices=[{"value": "work", "label": "Xin việc làm"}, {"value": "other", "label": "Khác"}],
)  # fmt: skip
OTHER = field("other", "Mục đích khác", show_if={"field": "purpose", "op": "eq", "value": "other"})
COPIES = field("copies", "Số bản", "whole_number", min=1, max=10, hint="Ví dụ: 2")
PEOPLE = field(
    "people", "Người đi cùng", "group",
    fields=[field("who", "Họ tên", required=True), field("born", "Ngày sinh", "date")],
)  # fmt: skip

FULL = RevisionContent(
    name="Cấp phiếu lý lịch tư pháp",
    sector="Tư pháp",
    local_code="DN.1",
    level=4,
    agency_text="Sở Tư pháp",
    handling_agency_code="STP",
    audiences=("citizen",),
    time_value=10,
    time_unit="working_day",
    time_note="Không tính ngày nghỉ",
    legal_time_value=15,
    eform=form(
        ("info", "Thông tin", [PURPOSE, OTHER, COPIES]), ("with", "Đi cùng", [PEOPLE])
    ),
    legal_basis=(LegalText("Luật Lý lịch tư pháp 2009"), LegalText("TT 244/2016", "2022-12-31")),
    results=("Phiếu lý lịch tư pháp",),
    return_channels=("counter", "post"),
    source={"file": "procedures.csv"},
    papers=(
        PaperContent("form", "Tờ khai", originals=1),
        PaperContent("id", "Căn cước", copies=1, replaced_by={"field": "purpose"}),
    ),
    fees=(
        FeeContent("fee", "phi", "Phí cấp phiếu", {"kind": "fixed", "amount_vnd": 200000}),
        FeeContent(
            "extra", "le_phi", "Lệ phí bản sao",
            {"kind": "per_unit", "amount_vnd": 8000, "quantity": "copies", "unit": "bản"},
        ),
    ),
    reductions=(
        ReductionContent(
            "poor", "Miễn cho hộ nghèo", "Luật 97/2015", "2022-01-01", percent=100,
            applicant_classes=("poor",),
        ),
    ),
    steps=(
        StepContent("clerk", "Tiếp nhận", "receiving", budget_hours="4"),
        StepContent("officer", "Thẩm định", "handling", "Kiểm tra hồ sơ", "40"),
        StepContent("leader", "Ký", "handling"),
    ),
    notices={"received": "Mang theo căn cước."},
)  # fmt: skip


def with_form(*sections: tuple[str, str, list[dict[str, Any]]]) -> RevisionContent:
    return replace(FULL, eform=form(*sections))


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place of a JSON value, the whole left out."""
    members = data.items() if isinstance(data, dict) else enumerate(data)
    found = []
    for key, value in members:
        found.append((*path, key))
        if isinstance(value, dict | list):
            found += places(value, (*path, key))
    return found


SCALARS = st.one_of(
    st.text(max_size=6), st.integers(0, 9), st.booleans(), st.none(), st.just("2023-01-01")
)
CONDITIONS = st.recursive(
    st.builds(
        lambda key, op, value: {"field": key, "op": op, "value": value},
        st.sampled_from(["purpose", "copies", "nowhere"]),
        st.sampled_from(["eq", "ne", "gt", "lt", "in", "filled"]),
        SCALARS,
    ),
    lambda inner: st.one_of(
        st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda part: {"not": part}, inner),
    ),
    max_leaves=4,
)
VALUES = st.one_of(SCALARS, st.lists(SCALARS, max_size=3), CONDITIONS)
