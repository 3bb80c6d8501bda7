"""Each type of field: what is read, what is refused and in which words, what is shown."""

from datetime import UTC, datetime

import pytest

from portal.shared import clock
from services.eforms.answers import clean
from services.eforms.fields import BY_NAME
from tests.services.eforms.forms import CHOICES, field, form_of, places


def outcome(kind, raw, **attributes):
    form = form_of(field(kind, **attributes))
    with clock.pinned(datetime(2022, 3, 22, 7, tzinfo=UTC)):
        return form, clean(form, {"it": raw}, partial=False, places=places)


READ = [
    ("text", "  Trà\u00a0 Nguyễn\x00 ", {}, "Trà Nguyễn"),
    ("text", "e\u0302\u0323", {}, "\u1ec7"),
    ("text", "a\u202eb", {}, "ab"),
    ("text", 12, {}, "12"),
    ("long_text", "một\r\n\r\n\r\n\r\n hai ", {}, "một\n\nhai"),
    ("whole_number", "1.200", {}, 1200),
    ("whole_number", "-3", {}, -3),
    ("whole_number", 7, {}, 7),
    ("money", "200.000", {}, 200000),
    ("money", "200000 đ", {}, 200000),
    ("money", "200,000đồng", {}, 200000),
    ("money", "200 000 VNĐ", {}, 200000),
    ("money", "50 triệu", {}, 50_000_000),
    ("money", "1,5 triệu đồng", {}, 1_500_000),
    ("money", "2 tỷ", {}, 2_000_000_000),
    ("date", "22/3/2022", {}, "2022-03-22"),
    ("date", "22-03-2022", {}, "2022-03-22"),
    ("date", "22.3.2022", {}, "2022-03-22"),
    ("date", "22032022", {}, "2022-03-22"),
    ("date", "2022-03-22", {}, "2022-03-22"),
    ("date", "22 / 3 / 2022", {"max": "today"}, "2022-03-22"),
    ("yes_no", "yes", {}, "yes"),
    ("yes_no", False, {}, "no"),
    ("one_of", "b", {"choices": CHOICES}, "b"),
    ("several_of", ["b", "a", "b"], {"choices": CHOICES}, ["a", "b"]),
    ("several_of", "b", {"choices": CHOICES}, ["b"]),
    ("personal_number", "049 190 001 234", {}, "049190001234"),
    ("tax_code", "0100 109 106", {}, "0100109106"),
    ("phone", "+84 912.345.678", {}, "0912345678"),
    ("email", " tra@example.com ", {}, "tra@example.com"),
    (
        "address",
        {"commune": "20977", "line": "Thôn 3"},
        {},
        {
            "commune": "20977",
            "line": "Thôn 3",
            "text": "Thôn 3, Xã Tam Tiến, Huyện Núi Thành, tỉnh Quảng Nam",
        },
    ),
    (
        "address",
        {"commune": "other", "line": "1 Lê Lợi, Huế"},
        {},
        {"commune": "other", "line": "1 Lê Lợi, Huế", "text": "1 Lê Lợi, Huế"},
    ),
]


@pytest.mark.parametrize(("kind", "raw", "attributes", "value"), READ)
def test_reads_what_people_type(kind, raw, attributes, value):
    _form, cleaned = outcome(kind, raw, **attributes)
    assert cleaned.errors == {}
    assert cleaned.values == cleaned.kept == {"it": value}


SHAPE = "Nội dung gửi lên không đúng định dạng. Hãy nhập lại."
REFUSED = [
    ("text", ["a"], {}, {"it": SHAPE}),
    ("text", True, {}, {"it": SHAPE}),
    (
        "text",
        "abcd",
        {"max_length": 3},
        {"it": "“Nhãn” dài tối đa 3 ký tự, bạn đã nhập 4 ký tự. Hãy rút gọn."},
    ),
    (
        "text",
        "abc",
        {"pattern": "[0-9]+", "pattern_message": "Chỉ gồm chữ số."},
        {"it": "Chỉ gồm chữ số."},
    ),
    ("whole_number", "1,5", {}, {"it": "“Nhãn” phải là số nguyên, ví dụ 2."}),
    ("whole_number", "٣", {}, {"it": "“Nhãn” phải là số nguyên, ví dụ 2."}),
    ("whole_number", "0", {"min": 1, "unit": "bản"}, {"it": "“Nhãn” phải từ 1 bản trở lên."}),
    ("whole_number", "51", {"max": 50, "unit": "bản"}, {"it": "“Nhãn” không được quá 50 bản."}),
    (
        "whole_number",
        "9" * 5000,
        {},
        {"it": "“Nhãn” dài tối đa 300 ký tự, bạn đã nhập 5000 ký tự. Hãy rút gọn."},
    ),
    ("money", "hai trăm", {}, {"it": "Nhập số tiền bằng chữ số, ví dụ 200.000."}),
    ("money", "-5", {}, {"it": "“Nhãn” phải từ 0 đ trở lên."}),
    ("money", "1.00", {}, {"it": "Nhập số tiền bằng chữ số, ví dụ 200.000."}),
    ("date", "hôm qua", {}, {"it": "Nhập ngày theo dạng 22/03/2022."}),
    ("date", "22/3/22", {}, {"it": "Nhập năm đủ bốn chữ số, ví dụ 22/03/2022."}),
    ("date", "31/2/2022", {}, {"it": "Không có ngày 31/2/2022. Nhập ngày theo dạng 22/03/2022."}),
    ("date", "23/3/2022", {"max": "today"}, {"it": "“Nhãn” không thể sau hôm nay."}),
    ("date", "21/3/2022", {"min": "today"}, {"it": "“Nhãn” phải từ ngày 22/03/2022 trở đi."}),
    ("date", "1/1/1899", {}, {"it": "“Nhãn” phải từ ngày 01/01/1900 trở đi."}),
    ("date", "1/1/2020", {"max": "2019-12-31"}, {"it": "“Nhãn” phải đến hết ngày 31/12/2019."}),
    ("yes_no", "perhaps", {}, {"it": SHAPE}),
    ("one_of", "c", {"choices": CHOICES}, {"it": "Chọn một mục có trong danh sách “Nhãn”."}),
    ("one_of", {"a": 1}, {"choices": CHOICES}, {"it": "Chọn một mục có trong danh sách “Nhãn”."}),
    (
        "several_of",
        ["a", "c"],
        {"choices": CHOICES},
        {"it": "Chọn các mục có trong danh sách “Nhãn”."},
    ),
    (
        "personal_number",
        "049190",
        {},
        {"it": "Số định danh cá nhân phải có 12 chữ số, bạn đã nhập 6 chữ số."},
    ),
    ("tax_code", "1", {}, {"it": "Mã số thuế phải có 10 chữ số, hoặc 13 chữ số nếu là chi nhánh."}),
    (
        "phone",
        "12",
        {},
        {"it": "Nhập số điện thoại có 10 chữ số, bắt đầu bằng 0, ví dụ 0912 345 678."},
    ),
    ("email", "tra@", {}, {"it": "Nhập thư điện tử theo dạng ten@vidu.vn."}),
    ("address", "Thôn 3", {}, {"it.commune": SHAPE}),
    ("address", {"line": "Thôn 3"}, {}, {"it.commune": "Chọn xã, phường, thị trấn ở “Nhãn”."}),
    (
        "address",
        {"commune": "99999", "line": "x"},
        {},
        {"it.commune": "Chọn xã, phường, thị trấn ở “Nhãn”."},
    ),
    (
        "address",
        {"commune": "20977"},
        {},
        {"it.line": "Ghi số nhà, tên đường hoặc thôn, tổ ở “Nhãn”."},
    ),
    (
        "address",
        {"commune": "other"},
        {},
        {"it.line": "Ghi đầy đủ địa chỉ, đến tên tỉnh hoặc nước, ở “Nhãn”."},
    ),
]


@pytest.mark.parametrize(("kind", "raw", "attributes", "errors"), REFUSED)
def test_refuses_in_words_that_help(kind, raw, attributes, errors):
    _form, cleaned = outcome(kind, raw, **attributes)
    assert cleaned.errors == errors
    assert cleaned.values == {}


@pytest.mark.parametrize(
    ("kind", "attributes", "errors"),
    [
        ("text", {}, {"it": "Hãy điền “Nhãn”."}),
        ("yes_no", {}, {"it": "Hãy chọn Có hoặc Không ở “Nhãn”."}),
        ("one_of", {"choices": CHOICES}, {"it": "Hãy chọn một mục ở “Nhãn”."}),
        ("several_of", {"choices": CHOICES}, {"it": "Hãy chọn ít nhất một mục ở “Nhãn”."}),
        ("address", {}, {"it.commune": "Hãy điền “Nhãn”."}),
    ],
)
@pytest.mark.parametrize("raw", [None, "", " \x00", [], {}])
def test_asks_for_what_is_missing(kind, attributes, errors, raw):
    _form, cleaned = outcome(kind, raw, required=True, **attributes)
    assert cleaned.errors == errors


@pytest.mark.parametrize(
    ("kind", "attributes", "value", "typed", "display"),
    [
        ("text", {}, "Trà", "Trà", "Trà"),
        ("whole_number", {"unit": "bản"}, 1200, "1.200", "1.200 bản"),
        ("whole_number", {}, "hai", "hai", "hai"),
        ("money", {}, 200000, "200.000", "200.000 đ"),
        ("date", {}, "2022-03-22", "22/03/2022", "22/03/2022"),
        ("date", {}, "31/2/2022", "31/2/2022", "31/2/2022"),
        ("yes_no", {}, "no", "no", "Không"),
        ("one_of", {"choices": CHOICES}, "b", "b", "Hai"),
        ("several_of", {"choices": CHOICES}, ["a", "b"], "", "Một; Hai"),
        ("phone", {}, "0912345678", "0912345678", "0912 345 678"),
        ("address", {}, {"text": "Thôn 3, Xã Tam Tiến"}, "", "Thôn 3, Xã Tam Tiến"),
    ],
)
def test_shows_answers_as_people_write_them(kind, attributes, value, typed, display):
    definition = next(form_of(field(kind, **attributes)).fields())
    assert BY_NAME[kind].typed(definition, value) == typed
    assert BY_NAME[kind].display(definition, value) == display


def personal_form():
    return form_of(
        field("one_of", "sex", choices=[{"value": v, "label": v} for v in ("male", "female")]),
        field("date", "born"),
        field("personal_number", "number", same_sex_as="sex", same_birth_as="born"),
    )


def test_a_personal_number_is_compared_with_sex_and_birth_date():
    answers = {"sex": "male", "born": "1/2/1990", "number": "049190001234"}
    cleaned = clean(personal_form(), answers, partial=False, places=places)
    assert cleaned.errors["number"].startswith("Số định danh cá nhân không khớp với giới tính")
    assert cleaned.kept["number"] == "049190001234"
    answers["sex"] = "female"
    assert clean(personal_form(), answers, partial=False, places=places).is_valid


def test_an_unknown_province_code_warns_and_blocks_nothing():
    cleaned = clean(personal_form(), {"number": "100190001234"}, partial=False, places=places)
    assert cleaned.is_valid
    assert cleaned.values == {"number": "100190001234"}
    assert cleaned.warnings["number"].startswith("Ba chữ số đầu (100)")
