"""A reduction written as data is refused with each mistake named."""

import pytest

from services.fees.checking import mistakes_of

GOOD = {
    "key": "half",
    "name": "Giảm 50%",
    "percent": 50,
    "legal_basis": "Nghị quyết số 47",
    "valid_from": "2022-01-01",
    "valid_to": None,
    "channel": "online",
    "levels": [3, 4],
    "fees_set_by": "province",
    "procedure_codes": ["2.000488"],
    "applicant_classes": ["poor", "merit"],
    "condition": {"field": "area", "op": "eq", "value": "island"},
}
EITHER = ("percent", "ghi tỷ lệ (percent) hoặc số tiền (amount_vnd), đúng một trong hai.")
PERCENT = ("percent", "phải là số nguyên từ 1 đến 100.")
AMOUNT = ("amount_vnd", "phải là số nguyên dương, tính bằng đồng.")
FROM = ("valid_from", "phải là ngày dạng 2022-01-01.")
TO = ("valid_to", "phải là ngày dạng 2022-12-31, hoặc null khi chưa định ngày hết hạn.")


def test_a_good_rule_has_no_mistakes():
    assert mistakes_of(GOOD) == []
    least = {name: GOOD[name] for name in ("key", "name", "percent", "legal_basis", "valid_from")}
    assert mistakes_of(least) == []
    assert mistakes_of(GOOD | {"percent": None, "amount_vnd": 20_000}) == []


@pytest.mark.parametrize(
    ("change", "mistakes"),
    [
        ({"percent": None}, [EITHER]),
        ({"amount_vnd": 20_000}, [EITHER]),
        ({"percent": 0}, [PERCENT]),
        ({"percent": 101}, [PERCENT]),
        ({"percent": True}, [PERCENT]),
        ({"percent": 12.5}, [PERCENT]),
        ({"percent": None, "amount_vnd": 0}, [AMOUNT]),
        ({"percent": None, "amount_vnd": -5}, [AMOUNT]),
        ({"percent": None, "amount_vnd": "20000"}, [AMOUNT]),
        ({"valid_from": "01/01/2022"}, [FROM]),
        ({"valid_from": None}, [FROM]),
        ({"valid_to": "2022-02-30"}, [TO]),
        (
            {"valid_to": "2021-12-31"},
            [("valid_to", "ngày hết hạn không được trước ngày bắt đầu.")],
        ),
        ({"valid_to": "2022-01-01"}, []),
        ({"channel": "fax"}, [("channel", "phải là một trong: online, counter, any.")]),
        ({"fees_set_by": "ward"}, [("fees_set_by", "phải là một trong: centre, province.")]),
        ({"levels": [1, 3]}, [("levels", "không có “1”; chỉ dùng: 2, 3, 4.")]),
        ({"levels": 3}, [("levels", "phải là một danh sách.")]),
        (
            {"applicant_classes": ["rich"]},
            [
                (
                    "applicant_classes",
                    "không có “rich”; chỉ dùng: "
                    "child, elderly, poor, merit, disabled, minority, student.",
                )
            ],
        ),
        ({"procedure_codes": [2]}, [("procedure_codes", "phải là danh sách mã thủ tục.")]),
        ({"condition": {"field": "a", "op": "?"}}, [
            ("condition.op", "phải là một trong: eq, ne, in, filled, empty, gt, lt.")
        ]),
        ({"name": " "}, [("name", "phải là chữ, không để trống.")]),
        ({"legal_basis": "x" * 301}, [("legal_basis", "dài quá 300 ký tự.")]),
        ({"online_only": True}, [("online_only", "không có thuộc tính này.")]),
    ],
)  # fmt: skip
def test_each_mistake_is_named(change, mistakes):
    assert mistakes_of(GOOD | change) == mistakes


def test_all_mistakes_are_found_at_once():
    assert mistakes_of({"percent": 500, "amount_vnd": -1, "valid_from": "x"}) == [
        ("key", "phải là chữ, không để trống."),
        ("name", "phải là chữ, không để trống."),
        ("legal_basis", "phải là chữ, không để trống."),
        EITHER,
        PERCENT,
        AMOUNT,
        FROM,
    ]
    assert mistakes_of("50%") == [("", "phải là một đối tượng JSON.")]
