"""Who needs a field, and which keys changed their type."""

from services.content import FeeContent, PaperContent, ReductionContent, RevisionContent
from services.eforms.uses import check_fee_fields, type_changes, uses_in, uses_of
from tests.services.eforms.forms import field, form_of

FORM = form_of(
    field("date", "born"),
    field("whole_number", "copies"),
    field("text", "why", show_if={"all": [{"field": "copies", "op": "gt", "value": 3}]}),
    field("computed", "twice", formula={"op": "product", "of": ["copies"], "constant": 2}),
    field("personal_number", "number", same_birth_as="born"),
    field(
        "group",
        "rows",
        item_label="Mục",
        fields=[
            field("whole_number", "count"),
            field("text", "what", show_if={"field": "count", "op": "filled"}),
            field("text", "late", show_if={"field": "born", "op": "filled"}),
        ],
    ),
    field("computed", "all", formula={"op": "sum_rows", "of": ["rows"], "column": "count"}),
)


def places_of(key, **more):
    return [(use.kind, use.path) for use in uses_of(FORM, key, **more)]


def test_every_place_that_needs_a_field_is_named():
    assert places_of("copies") == [
        ("condition", "sections[0].fields[2].show_if.all[0].field"),
        ("computed", "sections[0].fields[3].formula.of[0]"),
    ]
    assert places_of("born") == [
        ("compared", "sections[0].fields[4].same_birth_as"),
        ("condition", "sections[0].fields[5].fields[2].show_if.field"),
    ]
    assert places_of("rows") == [("computed", "sections[0].fields[6].formula.of[0]")]
    assert places_of("rows.count") == [
        ("condition", "sections[0].fields[5].fields[1].show_if.field"),
        ("computed", "sections[0].fields[6].formula.column"),
    ]
    assert places_of("why") == []


def test_a_use_says_what_it_is_in_words():
    [use] = uses_of(FORM, "rows")
    assert use.label == "Nhãn"
    assert use.text == "trường “Nhãn” tính từ trường này"


def test_fees_papers_and_reductions_need_fields_too():
    content = RevisionContent(
        name="Thủ tục",
        sector="Hộ tịch",
        eform=FORM.as_json(),
        fees=(
            FeeContent("a", "phi", "Phí", {"kind": "fixed", "amount_vnd": 1}),
            FeeContent("b", "phi", "Lệ phí", {"kind": "per_unit", "quantity": "twice"}),
        ),
        papers=(PaperContent("p", "Giấy khai sinh", replaced_by={"field": "twice"}),),
        reductions=(
            ReductionContent(
                "r", "Giảm", "NQ", "2022-01-01",
                condition={"any": [{"field": "twice", "op": "gt", "value": 3}]},
            ),
        ),
    )  # fmt: skip
    assert [(use.kind, use.path, use.label) for use in uses_in(content, "twice")] == [
        ("fee", "fees[1].rule.quantity", "Lệ phí"),
        ("paper", "papers[0].replaced_by.field", "Giấy khai sinh"),
        ("reduction", "reductions[0].condition", "Giảm"),
    ]


def test_a_key_that_changes_its_type_is_named():
    new = form_of(
        field("text", "born"),
        field("whole_number", "copies"),
        field("group", "rows", item_label="Mục", fields=[field("money", "count")]),
        field("date", "new"),
    )
    assert [(each.key, each.old, each.new) for each in type_changes(FORM, new)] == [
        ("born", "date", "text"),
        ("rows.count", "whole_number", "money"),
    ]
    assert type_changes(FORM, FORM) == []


def test_a_fee_counts_by_a_whole_number():
    rules = [
        {"kind": "per_unit", "quantity": "copies"},
        {"kind": "tiered", "quantity": "twice", "copies": "why"},
        {"kind": "per_unit", "quantity": "none"},
        {"kind": "fixed"},
    ]
    assert [(error.path, error.text) for error in check_fee_fields(FORM, rules)] == [
        ("fees[1].rule.copies", "“Nhãn” không phải số nguyên nên không làm số lượng được"),
        ("fees[2].rule.quantity", "mẫu đơn không có trường nào mang khóa “none”"),
    ]
