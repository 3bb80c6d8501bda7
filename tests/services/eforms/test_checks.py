"""Mistakes in a form: each is named with its place, in words that say how to mend it."""

from datetime import UTC, datetime

import pytest

from portal.shared import clock
from services.eforms.definition import EForm, check
from tests.services.eforms.forms import CHOICES, EVERY_TYPE, field

F0, F1, F2 = (f"sections[0].fields[{index}]" for index in range(3))


def mistakes(*fields):
    with clock.pinned(datetime(2022, 3, 22, 3, tzinfo=UTC)):
        found = check({"sections": [{"key": "only", "title": "Phần", "fields": list(fields)}]})
    return {error.path: error.text for error in found}


def named(kind, key, label, **attributes):
    return {"key": key, "type": kind, "label": label, **attributes}


A, B = named("text", "a", "Tên"), named("one_of", "b", "Mục đích", choices=CHOICES)


@pytest.mark.parametrize(
    ("fields", "path", "text"),
    [
        (
            [field("whole_number", min=5, max=3)],
            f"{F0}.max",
            "lớn nhất (3) nhỏ hơn nhỏ nhất (5)",
        ),
        (
            [field("date", min="2022-03-22", max="2022-03-21")],
            f"{F0}.max",
            "lớn nhất (2022-03-21) nhỏ hơn nhỏ nhất (2022-03-22)",
        ),
        (
            [field("date", min="today", max="2022-03-21")],
            f"{F0}.max",
            "lớn nhất (2022-03-21) nhỏ hơn nhỏ nhất (today)",
        ),
        (
            [field("group", item_label="M", min_items=3, max_items=2, fields=[A])],
            f"{F0}.max_items",
            "nhiều nhất (2) không được ít hơn ít nhất (3)",
        ),
        (
            [field("text", min=1)],
            f"{F0}.min",
            "chỉ dùng cho loại số, số tiền và ngày",
        ),
        (
            [field("whole_number", max=10**16)],
            f"{F0}.max",
            "phải là số nguyên, nhiều nhất 15 chữ số",
        ),
        ([field("text", max_length=0)], f"{F0}.max_length", "phải là số nguyên từ 1 đến 20000"),
        ([field("one_of")], f"{F0}.choices", "phải có ít nhất một lựa chọn để chọn"),
        (
            [field("one_of", choices=[{"value": "", "label": "Một"}])],
            f"{F0}.choices[0].value",
            "phải là chữ, không để trống",
        ),
        (
            [field("one_of", choices=[{"value": "a"}])],
            f"{F0}.choices[0].label",
            "còn thiếu",
        ),
        (
            [field("one_of", choices=[*CHOICES, {"value": "b", "label": "Ba"}])],
            f"{F0}.choices[2].value",
            "giá trị “b” dùng hai lần",
        ),
        (
            [field("one_of", choices=[*CHOICES, {"value": "c", "label": "Hai"}])],
            f"{F0}.choices[2].label",
            "lựa chọn “Hai” có hai lần",
        ),
        (
            [A | {"show_if": {"field": "c", "op": "filled"}}],
            f"{F0}.show_if.field",
            "không có trường nào mang khóa “c”",
        ),
        (
            [A | {"show_if": {"field": "a", "op": "filled"}}],
            f"{F0}.show_if.field",
            "“Tên” (a) không thể dựa vào chính nó",
        ),
        (
            [A | {"show_if": {"any": [{"field": "b", "op": "filled"}]}}, B],
            f"{F0}.show_if.any[0].field",
            "“Tên” (a) chỉ dựa được vào trường đứng trước nó, mà “Mục đích” (b) đứng sau. Hãy "
            "chuyển “Mục đích” (b) lên trước",
        ),
        (
            [
                A | {"show_if": {"field": "b", "op": "filled"}},
                B | {"show_if": {"not": {"field": "a", "op": "filled"}}},
            ],
            f"{F0}.show_if.field",
            "vòng luẩn quẩn: “Tên” (a) dựa vào “Mục đích” (b), mà “Mục đích” (b) lại dựa vào "
            "“Tên” (a)",
        ),
        (
            [B, A | {"show_if": {"field": "b", "op": "eq", "value": "c"}}],
            f"{F1}.show_if.value",
            "“c” không có trong các lựa chọn của “Mục đích”",
        ),
        (
            [B, A | {"show_if": {"field": "b", "op": "in", "value": ["a", "d"]}}],
            f"{F1}.show_if.value",
            "“d” không có trong các lựa chọn của “Mục đích”",
        ),
        (
            [B, A | {"show_if": {"field": "b", "op": "gt", "value": "a"}}],
            f"{F1}.show_if.op",
            "“Mục đích” không phải số hay ngày nên không so lớn hơn, nhỏ hơn được",
        ),
        (
            [field("money"), A | {"show_if": {"field": "it", "op": "gt", "value": "100"}}],
            f"{F1}.show_if.value",
            "“Nhãn” là số nên phải so với một số",
        ),
        (
            [field("date"), A | {"show_if": {"field": "it", "op": "lt", "value": "22/3/2022"}}],
            f"{F1}.show_if.value",
            "“Nhãn” là ngày nên phải so với một ngày dạng 2022-03-22",
        ),
        (
            [field("yes_no"), A | {"show_if": {"field": "it", "op": "eq", "value": "true"}}],
            f"{F1}.show_if.value",
            "“Nhãn” chỉ trả lời yes hoặc no",
        ),
        (
            [field("address"), A | {"show_if": {"field": "it", "op": "eq", "value": "x"}}],
            f"{F1}.show_if.op",
            "“Nhãn” (loại address) chỉ so được bằng filled, empty",
        ),
        (
            [
                field("text", prefill="profile.birth_date"),
                field("date", "d", prefill="profile.sex"),
            ],
            f"{F1}.prefill",
            "“profile.sex” chỉ điền được vào loại: one_of, text",
        ),
        (
            [A, field("personal_number", same_birth_as="a")],
            f"{F1}.same_birth_as",
            "“Tên” phải là loại date để so ngày sinh",
        ),
        ([field("computed")], f"{F0}.formula", "phải chọn cách tính"),
        (
            [field("computed", formula={"op": "sum", "of": ["b"], "constant": 1}), B],
            f"{F0}.formula.of[0]",
            "“Nhãn” (it) chỉ dựa được vào trường đứng trước nó, mà “Mục đích” (b) đứng sau. Hãy "
            "chuyển “Mục đích” (b) lên trước",
        ),
        (
            [A, field("computed", formula={"op": "sum", "of": ["a"], "constant": 1})],
            f"{F1}.formula.of[0]",
            "“Tên” không phải số nên không tính được",
        ),
        (
            [field("money", "m"), field("computed", formula={"op": "sum", "of": ["m", "m"]})],
            f"{F1}.unit",
            "kết quả là số tiền nên đơn vị phải là “đ”",
        ),
        (
            [
                field("money", "m"),
                field("whole_number", "n"),
                field("computed", unit="đ", formula={"op": "sum", "of": ["m", "n"]}),
            ],
            f"{F2}.formula.of",
            "không cộng, trừ số tiền với số không phải tiền",
        ),
        (
            [
                field("group", "g", item_label="M", fields=[A]),
                field("computed", formula={"op": "sum_rows", "of": ["g"], "column": "a"}),
            ],
            f"{F1}.formula.column",
            "“Nhãn” không có cột số nào mang khóa “a”",
        ),
        (
            [field("table", item_label="M", fields=[field("address", "a")])],
            f"{F0}.fields[0].type",
            "loại “address” không dùng trong bảng",
        ),
        (
            [field("group", item_label="M", fields=[field("file", "a")])],
            f"{F0}.fields[0].type",
            "loại “file” không dùng trong nhóm lặp",
        ),
        ([field("file", max_files=21)], f"{F0}.max_files", "phải là số nguyên từ 1 đến 20"),
        (
            [field("text", label="x" * 301)],
            f"{F0}.label",
            "dài 301 ký tự, nhiều nhất được 300 ký tự",
        ),
        ([field("text", label="a\x00b")], f"{F0}.label", "có ký tự không hiển thị được"),
        (
            [field("one_of", choices=[{"value": str(n), "label": str(n)} for n in range(501)])],
            f"{F0}.choices",
            "có 501 mục, nhiều nhất được 500 mục",
        ),
    ],
)
def test_a_mistake_is_named(fields, path, text):
    assert mistakes(*fields) == {path: text}


def test_all_mistakes_are_found_with_the_field_they_are_in():
    data = {
        "sections": [
            {"key": "one", "title": "Phần một", "fields": []},
            {"key": "two", "title": "", "fields": [{}, A | {"type": "txt"}, field("one_of")]},
        ]
    }
    found = [(error.path, error.key, error.label) for error in check(data)]
    assert found == [
        ("sections[0].fields", "one", "Phần một"),
        ("sections[1].title", "two", ""),
        ("sections[1].fields[0].type", "", ""),
        ("sections[1].fields[0].key", "", ""),
        ("sections[1].fields[0].label", "", ""),
        ("sections[1].fields[1].type", "a", "Tên"),
        ("sections[1].fields[2].choices", "it", "Nhãn"),
    ]


def test_a_good_form_has_no_mistakes():
    assert check(EVERY_TYPE.as_json()) == []


def test_a_published_form_stays_readable_whatever_day_it_is():
    data = {"sections": [{"key": "only", "title": "Phần", "fields": [
        field("date", min="today", max="2022-12-31")]}]}  # fmt: skip
    with clock.pinned(datetime(2022, 3, 22, 3, tzinfo=UTC)):
        assert check(data) == []
    with clock.pinned(datetime(2023, 3, 22, 3, tzinfo=UTC)):
        assert [error.path for error in check(data)] == [f"{F0}.max"]
        assert EForm.parse(data).as_json() == data


def test_a_form_is_not_larger_than_a_form():
    fields = [field("text", f"f{number}") for number in range(199)]
    group = field("group", "g", item_label="M", fields=[A])
    assert mistakes(*fields, group) == {"sections": "có 201 trường, nhiều nhất được 200 trường"}
    many = {"sections": [{"key": f"s{n}", "title": "P", "fields": [field("text", f"f{n}")]}
                         for n in range(31)]}  # fmt: skip
    assert [error.path for error in check(many)] == ["sections"]
