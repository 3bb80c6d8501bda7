"""Differences in words: exact sentences, and that nothing is ever left out."""

import copy
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.content import (
    FeeContent,
    LegalText,
    PaperContent,
    ReductionContent,
    RevisionContent,
    StepContent,
)
from services.difference import PARTS, difference
from tests.services.difference.contents import (
    COPIES,
    FULL,
    OTHER,
    PEOPLE,
    PURPOSE,
    VALUES,
    field,
    places,
    with_form,
)

WITH = ("with", "Đi cùng", [PEOPLE])
FEE, EXTRA = FULL.fees
IN_OTHER_WORDS = "Cách ghi dữ liệu thay đổi, nội dung giữ nguyên"
DEFAULTS = {"min_items": 0, "max_items": 30, "max_files": 1, "max_megabytes": 20}


def words(new: RevisionContent, old: RevisionContent | None = FULL, **named: Any) -> list[str]:
    return [each.text for each in difference(old, new, **named)]


def test_equal_contents_have_no_difference() -> None:
    assert difference(FULL, RevisionContent.from_json(copy.deepcopy(FULL.as_json()))) == []


def test_a_time_limit() -> None:
    assert words(replace(FULL, time_value=8)) == ["Thời hạn 10 ngày làm việc → 8 ngày làm việc"]


def test_a_fixed_fee() -> None:
    rule = {"kind": "fixed", "amount_vnd": 150000}
    new = replace(FULL, fees=(replace(FEE, rule=rule), EXTRA))
    assert words(new) == ["Phí cấp phiếu 200.000 đ → 150.000 đ"]


TIERED = {
    "kind": "tiered", "quantity": "pages", "copies": "copies",
    "tiers": [{"up_to": 2, "amount_vnd": 2000}, {"amount_vnd": 1000}],
    "max_per_copy_vnd": 200000, "unit": "trang",
}  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            {"kind": "per_unit", "amount_vnd": 9000, "quantity": "copies", "unit": "bản"},
            "9.000 đ mỗi bản, đếm theo “Số bản”",
        ),
        (
            {
                "kind": "first_then", "amount_vnd": 200000, "included": 2, "extra_vnd": 5000,
                "quantity": "copies", "unit": "phiếu",
            },
            "200.000 đ cho 2 phiếu đầu, thêm 5.000 đ mỗi phiếu tiếp theo, đếm theo “Số bản”",
        ),
        ({"kind": "magic"}, '{"kind": "magic"}'),
        (
            {"kind": "fixed", "amount_vnd": 1, "odd": 2},
            '{"amount_vnd": 1, "kind": "fixed", "odd": 2}',
        ),
    ],
)  # fmt: skip
def test_a_fee_counted_otherwise(rule: dict[str, Any], said: str) -> None:
    new = replace(FULL, fees=(FEE, replace(EXTRA, rule=rule)))
    assert words(new) == [f"Lệ phí bản sao: 8.000 đ mỗi bản, đếm theo “Số bản” → {said}"]


def test_a_long_way_of_counting_stands_beside_the_sentence() -> None:
    (change,) = difference(FULL, replace(FULL, fees=(FEE, replace(EXTRA, rule=TIERED))))
    assert change.text == "Sửa cách tính Lệ phí bản sao"
    assert change.before == "8.000 đ mỗi bản, đếm theo “Số bản”"
    assert change.after == (
        "2.000 đ mỗi trang đến trang thứ 2, 1.000 đ mỗi trang còn lại, đếm theo “pages”, tối đa "
        "200.000 đ một bản, nhân với số bản theo “Số bản”"
    )


@pytest.mark.parametrize(
    ("sections", "said"),
    [
        (
            [("info", "Thông tin", [PURPOSE, OTHER, COPIES, field("sheets", "Số tờ")]), WITH],
            ["Thêm trường “Số tờ” vào phần “Thông tin”"],
        ),
        (
            [("info", "Thông tin", [PURPOSE, OTHER]), WITH],
            ["Bỏ trường “Số bản” khỏi phần “Thông tin”"],
        ),
        (
            [("info", "Thông tin", [PURPOSE, OTHER, COPIES | {"label": "Số tờ"}]), WITH],
            ["Đổi tên trường “Số bản” thành “Số tờ”"],
        ),
        (
            [("info", "Thông tin", [PURPOSE, OTHER, COPIES | {"required": True}]), WITH],
            ["Trường “Số bản” nay bắt buộc"],
        ),
        (
            [("info", "Thông tin", [PURPOSE | {"required": False}, OTHER, COPIES]), WITH],
            ["Trường “Mục đích” nay không bắt buộc"],
        ),
        (
            [("info", "Thông tin", [PURPOSE, OTHER, COPIES | {"type": "money"}]), WITH],
            ["Trường “Số bản”: loại “số nguyên” → “số tiền”"],
        ),
        (
            [("info", "Thông tin", [COPIES, PURPOSE, OTHER]), WITH],
            ["Đổi thứ tự trường “Số bản”: nay đứng đầu"],
        ),
        (
            [("info", "Thông tin", [OTHER, COPIES, PURPOSE]), WITH],
            ["Đổi thứ tự trường “Mục đích”: nay đứng sau trường “Số bản”"],
        ),
        (
            [("info", "Thông tin", [PURPOSE, OTHER]), ("with", "Đi cùng", [PEOPLE, COPIES])],
            ["Chuyển trường “Số bản” từ phần “Thông tin” sang phần “Đi cùng”"],
        ),
        (
            [WITH, ("info", "Thông tin", [PURPOSE, OTHER, COPIES])],
            ["Đổi thứ tự phần “Đi cùng”: nay đứng đầu"],
        ),
        (
            [("info", "Lời khai", [PURPOSE, OTHER, COPIES]), WITH],
            ["Đổi tên phần “Thông tin” thành “Lời khai”"],
        ),
        (
            [("info", "Thông tin", [PURPOSE, OTHER, COPIES | {"key": "number"}]), WITH],
            ["Đổi khóa của trường “Số bản” từ copies thành number"],
        ),
        (
            [("info", "Thông tin", [PURPOSE, OTHER, COPIES | {"max": 5, "hint": ""}]), WITH],
            ["Trường “Số bản”: bỏ gợi ý “Ví dụ: 2”", "Trường “Số bản”: lớn nhất 10 → 5"],
        ),
        (
            [("info", "Thông tin", [PURPOSE, OTHER, COPIES | {"colour": "red"}]), WITH],
            ["Trường “Số bản”: thêm “colour” “red”"],
        ),
    ],
)
def test_the_form(sections: list[Any], said: list[str]) -> None:
    assert words(with_form(*sections)) == said


def test_choices() -> None:
    work, other = PURPOSE["choices"]
    choices = [other, work | {"label": "Đi làm"}, {"value": "study", "label": "Đi học"}]
    told = difference(
        FULL,
        with_form(("info", "Thông tin", [PURPOSE | {"choices": choices}, OTHER, COPIES]), WITH),
    )
    assert [each.text for each in told] == [
        "Đổi thứ tự lựa chọn “Khác” của trường “Mục đích”: nay đứng đầu",
        "Đổi tên lựa chọn “Xin việc làm” của trường “Mục đích” thành “Đi làm”",
        "Thêm lựa chọn “Đi học” của trường “Mục đích”",
    ]
    assert {each.place for each in told} == {"purpose"}


def test_fields_of_a_group() -> None:
    rows = [field("born", "Ngày sinh", "date", required=True), field("kin", "Quan hệ")]
    new = with_form(
        ("info", "Thông tin", [PURPOSE, OTHER, COPIES]),
        ("with", "Đi cùng", [PEOPLE | {"fields": rows}]),
    )
    assert words(new) == [
        "Bỏ trường “Họ tên” của trường “Người đi cùng”",
        "Trường “Ngày sinh” của trường “Người đi cùng” nay bắt buộc",
        "Thêm trường “Quan hệ” của trường “Người đi cùng”",
    ]


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (
            {"field": "copies", "op": "gt", "value": 2},
            "“Mục đích” là “Khác” → “Số bản” lớn hơn 2",
        ),
        (
            {
                "all": [
                    {"field": "purpose", "op": "in", "value": ["work", "other"]},
                    {"any": [{"field": "copies", "op": "filled"}, {"field": "x", "op": "empty"}]},
                ]
            },
            "“Mục đích” là “Khác” → “Mục đích” là một trong “Xin việc làm”, “Khác” và (“Số bản” đã "
            "trả lời hoặc “x” chưa trả lời)",
        ),
        (
            {"not": {"field": "purpose", "op": "ne", "value": "work"}},
            "“Mục đích” là “Khác” → không phải (“Mục đích” không là “Xin việc làm”)",
        ),
    ],
)
def test_conditions_are_sentences(condition: dict[str, Any], said: str) -> None:
    other = OTHER | {"show_if": condition}
    new = with_form(("info", "Thông tin", [PURPOSE, other, COPIES]), WITH)
    assert words(new) == [f"Trường “Mục đích khác”: điều kiện hiện {said}"]


def test_a_condition_that_goes() -> None:
    other = {name: value for name, value in OTHER.items() if name != "show_if"}
    new = with_form(("info", "Thông tin", [PURPOSE, other, COPIES]), WITH)
    assert words(new) == ["Trường “Mục đích khác”: bỏ điều kiện hiện “Mục đích” là “Khác”"]


def test_papers() -> None:
    first, second = FULL.papers
    new = replace(
        FULL,
        papers=(
            replace(second, copies=2, replaced_by={}),
            replace(first, name="Tờ khai mẫu 03", required=False, certified=1),
            PaperContent("photo", "Ảnh 4 x 6"),
        ),
    )
    assert words(new) == [
        "Giấy “Căn cước”: số bản sao 1 → 2",
        "Giấy “Căn cước”: bỏ giấy tờ thay thế nội dung kê khai “Mục đích”",
        "Đổi thứ tự giấy “Căn cước”: nay đứng đầu",
        "Đổi tên giấy “Tờ khai” thành “Tờ khai mẫu 03”",
        "Giấy “Tờ khai mẫu 03” nay không bắt buộc",
        "Giấy “Tờ khai mẫu 03”: số bản sao chứng thực 0 → 1",
        "Thêm giấy “Ảnh 4 x 6”",
    ]
    assert words(replace(FULL, papers=(second,))) == ["Bỏ giấy “Tờ khai”"]


def test_steps() -> None:
    take, check, sign = FULL.steps
    new = replace(
        FULL,
        steps=(
            take,
            StepContent("officer", "Kiểm tra thực địa", "handling"),
            replace(sign, name="Ký số", budget_hours="8.5"),
            replace(check, work=""),
        ),
    )
    assert words(new) == [
        "Thêm bước “Kiểm tra thực địa”",
        "Đổi tên bước “Ký” thành “Ký số”",
        "Bước “Ký số”: thêm số giờ làm việc 8,5",
        "Đổi thứ tự bước “Ký số”: nay đứng sau bước “Kiểm tra thực địa”",
        "Bước “Thẩm định”: bỏ công việc “Kiểm tra hồ sơ”",
    ]


def test_reductions() -> None:
    (poor,) = FULL.reductions
    new = replace(
        FULL,
        reductions=(
            replace(poor, percent=50, valid_to="2023-12-31", applicant_classes=("poor", "child")),
        ),
    )
    assert words(new) == [
        "Quy định miễn giảm “Miễn cho hộ nghèo”: tỷ lệ giảm 100 % → 50 %",
        "Quy định miễn giảm “Miễn cho hộ nghèo”: thêm ngày hết áp dụng 31/12/2023",
        "Quy định miễn giảm “Miễn cho hộ nghèo”: dành cho “người thuộc hộ nghèo” → “người thuộc hộ "
        "nghèo”, “trẻ em”",
    ]


def test_legal_texts_with_their_ends() -> None:
    law, circular = FULL.legal_basis
    assert words(replace(FULL, legal_basis=(replace(law, ends_on="2024-06-30"), circular))) == [
        "“Luật Lý lịch tư pháp 2009” có hiệu lực đến hết ngày 30/06/2024"
    ]
    assert words(replace(FULL, legal_basis=(law, LegalText("TT 16/2024")))) == [
        "Sửa căn cứ pháp lý “TT 244/2016” thành “TT 16/2024”"
    ]
    assert words(replace(FULL, legal_basis=(law, replace(circular, ends_on="")))) == [
        "“TT 244/2016” không còn ghi ngày hết hiệu lực (trước là 31/12/2022)"
    ]


def test_facts_in_words() -> None:
    new = replace(
        FULL,
        name="Cấp phiếu",
        level=3,
        local_code="",
        handling_agency_code="SNV",
        receiving_agency_code="TT",
        audiences=("citizen", "business"),
        legal_time_value=None,
        clock_rule="first_day",
        result_template="certificate",
        return_channels=("post", "counter"),
        fee_stated=False,
        notices={"received": "Mang theo căn cước.", "returned": "Cảm ơn."},
    )
    names = {"STP": "Sở Tư pháp", "SNV": "Sở Nội vụ", "returned": "Đã trả kết quả"}
    assert words(new, names=names) == [
        "Tên thủ tục “Cấp phiếu lý lịch tư pháp” → “Cấp phiếu”",
        "Bỏ mã thủ tục của tỉnh: “DN.1”",
        "Mức độ dịch vụ công trực tuyến 4 → 3",
        "Cơ quan giải quyết “Sở Tư pháp” → “Sở Nội vụ”",
        "Thêm cơ quan tiếp nhận: “TT”",
        "Thêm đối tượng “Doanh nghiệp, tổ chức”",
        "Bỏ thời hạn theo luật: 15 ngày làm việc",
        "Cách tính thời hạn “Tính từ ngày làm việc tiếp theo ngày tiếp nhận” → “Tính cả ngày tiếp "
        "nhận”",
        "Mẫu trình bày kết quả “Văn bản trả lời (công văn)” → “Giấy xác nhận, phiếu”",
        "Đổi thứ tự cách nhận kết quả “Qua bưu chính công ích”: nay đứng đầu",
        "Nay không ghi mức thu: theo quy định riêng nêu ở ghi chú",
        "Thêm lời nhắn khi “Đã trả kết quả”: “Cảm ơn.”",
    ]


def test_a_new_procedure_is_told_whole() -> None:
    told = difference(None, FULL)
    assert {each.kind for each in told} <= {"added", "changed"}
    assert "Thêm tên thủ tục: “Cấp phiếu lý lịch tư pháp”" in words(FULL, None)
    assert "Thêm trường “Số bản” vào phần “Thông tin”" in words(FULL, None)
    added = next(each for each in told if each.place == "copies")
    assert added.after == ("Số bản: loại “số nguyên”; gợi ý “Ví dụ: 2”; nhỏ nhất 1; lớn nhất 10")
    assert [each.part for each in told] == sorted(
        (each.part for each in told), key=list(PARTS).index
    )


def test_what_says_the_same_in_other_words_is_said_to() -> None:
    copies = COPIES | {"required": False}
    assert words(with_form(("info", "Thông tin", [PURPOSE, OTHER, copies]), WITH)) == [
        IN_OTHER_WORDS
    ]


@pytest.mark.parametrize("eform", [[], "x", {"sections": "x"}, {"sections": ["x", {"fields": 3}]}])
def test_an_unreadable_form_is_no_obstacle(eform: Any) -> None:
    assert difference(FULL, replace(FULL, eform=eform))
    assert difference(replace(FULL, eform=eform), FULL)


@given(st.data())
def test_any_one_change_anywhere_is_told(data: st.DataObject) -> None:
    whole = FULL.as_json()
    path = data.draw(st.sampled_from(places(whole["eform"])))
    eform = changed_at(whole["eform"], path, data)
    new = replace(FULL, eform=eform)
    for told in (words(new), words(FULL, new)):
        assert (told != []) == (new != FULL)
        assert told != [IN_OTHER_WORDS] or said(eform) == said(whole["eform"])


LISTS = {
    "papers": PaperContent, "fees": FeeContent, "reductions": ReductionContent,
    "steps": StepContent, "legal_basis": LegalText,
}  # fmt: skip


@given(st.data())
def test_any_attribute_of_any_part_is_told(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(LISTS)))
    rows = list(getattr(FULL, name))
    at = data.draw(st.integers(0, len(rows) - 1))
    attribute = data.draw(st.sampled_from([each.name for each in fields(LISTS[name])]))
    rows[at] = replace(rows[at], **{attribute: data.draw(like(getattr(rows[at], attribute)))})
    new = replace(FULL, **{name: tuple(rows)})
    assert (difference(FULL, new) != []) == (new != FULL)
    assert IN_OTHER_WORDS not in words(new)


@given(st.data())
def test_any_fact_is_told(data: st.DataObject) -> None:
    scalars = [each.name for each in fields(RevisionContent) if each.name not in (*LISTS, "eform")]
    name = data.draw(st.sampled_from(scalars))
    new = replace(FULL, **{name: data.draw(like(getattr(FULL, name)))})
    assert (difference(FULL, new) != []) == (new != FULL)
    assert IN_OTHER_WORDS not in words(new)
    assert difference(None, new)


@given(st.permutations(FULL.papers), st.permutations(FULL.steps), st.permutations(FULL.fees))
def test_another_order_is_a_move_and_nothing_else(papers: Any, steps: Any, fees: Any) -> None:
    new = replace(FULL, papers=tuple(papers), steps=tuple(steps), fees=tuple(fees))
    told = difference(FULL, new)
    assert {each.kind for each in told} <= {"moved"}
    assert bool(told) == (new != FULL)


def changed_at(whole: Any, path: tuple[Any, ...], data: st.DataObject) -> Any:
    """A copy with one place changed: another value, nothing there, or one more beside it."""
    found = copy.deepcopy(whole)
    parent = found
    for step in path[:-1]:
        parent = parent[step]
    how = data.draw(st.sampled_from(["other", "gone", "more"]))
    if how == "gone":
        del parent[path[-1]]
    elif how == "other":
        parent[path[-1]] = data.draw(VALUES)
    elif isinstance(parent, list):
        parent.insert(path[-1], data.draw(VALUES))
    else:
        parent[data.draw(st.text("abc", min_size=1, max_size=3))] = data.draw(VALUES)
    return found


def said(form: Any) -> Any:
    """A form without what says nothing: attributes at their defaults."""
    if isinstance(form, dict):
        return {
            key: said(value)
            for key, value in form.items()
            if value != DEFAULTS.get(key) and not _says_nothing(key, value)
        }
    return [said(each) for each in form] if isinstance(form, list) else form


def _says_nothing(key: str, value: Any) -> bool:
    return value in (None, "", [], {}) or (key == "required" and value is False)


def like(value: Any) -> st.SearchStrategy[Any]:
    """Values of the same kind."""
    if isinstance(value, bool):
        return st.booleans()
    if isinstance(value, int) or value is None:
        return st.one_of(st.none(), st.integers(0, 50))
    if isinstance(value, tuple):
        return st.lists(st.text(max_size=4), max_size=3).map(tuple)
    if isinstance(value, dict):
        return st.dictionaries(st.text("ab", max_size=2), VALUES, max_size=3)
    return st.text(max_size=8)


def test_a_number_that_says_nothing_is_still_told() -> None:
    old = replace(FULL, time_unit="same_day", time_value=0, legal_time_value=None)
    assert words(replace(old, time_value=None), old) == [
        "Thời hạn trong ngày (số ghi: 0) → trong ngày (số ghi: không có)"
    ]
