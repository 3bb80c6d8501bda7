"""What a filing costs: the shipped catalogue by table, and how the quote explains itself."""

import json
from datetime import date

import pytest

from services.fees.classes import classes_of
from services.fees.quote import Quote, quote
from tests.services.fees.catalogue import fee_items, form, item, reduction, reductions

MARCH = date(2022, 3, 22)
NQ47 = (
    "Nghị quyết số 47 ngày 08/12/2021 của HĐND tỉnh Quảng Nam và "
    "Quyết định số 3896/QĐ-UBND ngày 31/12/2021 của UBND tỉnh"
)
ONE_EACH = (
    "Mỗi khoản chỉ tính một mức giảm, là mức có lợi nhất cho người nộp; "
    "số còn phải nộp của từng khoản được làm tròn xuống đến đồng."
)
# As everybody files: somebody of 32, for herself.
ADULT = {"birth_date": "1990-03-22", "for_whom": "self"}


def quoted(code, *, online=True, level=4, on=MARCH, **answers):
    answers = ADULT | answers
    return quote(
        fee_items(code),
        reductions(),
        answers=answers,
        online=online,
        level=level,
        on=on,
        procedure_code=code,
        classes=classes_of(form(code), answers, on=on),
    )


def of_items(items, rules, **known):
    return quote(items, rules, **{"answers": {}, "online": True, "level": 4, "on": MARCH} | known)


def test_a_criminal_record_sheet_online_costs_half_and_says_why():
    found = quoted("2.000488", fee_category="none", copies=1)
    assert (found.subtotal_vnd, found.total_vnd) == (200_000, 100_000)
    assert [(each.key, each.percent, each.amount_vnd) for each in found.reductions] == [
        ("online-half", 50, -100_000)
    ]
    assert found.reductions[0].legal_basis == NQ47
    assert found.explanation == [
        "Phí cung cấp thông tin lý lịch tư pháp: 200.000 đ "
        "(200.000 đ cho 2 phiếu đầu; theo Thông tư số 244/2016/TT-BTC).",
        "Giảm 50% khi nộp hồ sơ trực tuyến mức độ 3, 4: trừ 100.000 đ (50% của 200.000 đ; "
        f"vì hồ sơ nộp trực tuyến; dịch vụ công mức độ 4; theo {NQ47}).",
        ONE_EACH,
        "Số tiền phải nộp: 100.000 đ.",
    ]


@pytest.mark.parametrize(
    ("code", "how", "total"),
    [
        ("2.000488", {}, 100_000),
        ("2.000488", {"online": False}, 200_000),
        ("2.000488", {"copies": 3}, 102_500),
        ("2.000488", {"online": False, "copies": 3}, 205_000),
        ("2.000488", {"online": False, "fee_category": "student"}, 100_000),
        ("2.000488", {"online": False, "fee_category": "merit"}, 100_000),
        # The circular halves the first amount alone: a third sheet costs a student 5.000 đ.
        ("2.000488", {"online": False, "fee_category": "student", "copies": 3}, 105_000),
        ("2.000488", {"fee_category": "student", "copies": 3}, 102_500),
        # Reductions do not add up: a student filing online pays half, not a quarter.
        ("2.000488", {"fee_category": "student"}, 100_000),
        ("2.000488", {"fee_category": "poor"}, 0),
        ("2.000488", {"fee_category": "none", "birth_date": "1962-03-22"}, 0),
        ("2.000488", {"fee_category": "none", "birth_date": "1962-03-23"}, 100_000),
        # The sheet is for a child of 15; who applies is 32.
        ("2.000488", {"for_whom": "minor", "subject_birth_date": "2006-03-23"}, 0),
        ("2.000488", {"for_whom": "minor", "subject_birth_date": "2006-03-22"}, 100_000),
        ("2.000488", {"on": date(2021, 12, 31)}, 200_000),
        ("2.000488", {"on": date(2022, 1, 1)}, 100_000),
        ("2.000488", {"level": 2}, 200_000),
        ("2.000488", {"level": 3}, 100_000),
        ("2.000635", {"copies": 3}, 12_000),
        ("2.000635", {"copies": 3, "online": False}, 24_000),
        ("2.000635", {"copies": 3, "birth_date": "2010-01-01"}, 0),
        ("1.004873", {}, 7_500),
        ("1.004873", {"fee_category": "poor"}, 0),
        # The law on civil status spares nobody for their age.
        ("1.004873", {"birth_date": "1940-01-01"}, 7_500),
        ("1.001612", {}, 25_000),
        ("1.002809", {}, 67_500),
        ("1.002809", {"online": False}, 135_000),
        ("2.000815", {"level": 3, "pages": 5, "copies": 3}, 10_500),
        ("2.000815", {"level": 3, "pages": 500, "copies": 2}, 200_000),
        ("2.000942", {"level": 3, "online": False, "pages": 5, "copies": 2}, 14_000),
        ("2.000942", {"level": 3, "online": False, "pages": 199, "copies": 1}, 200_000),
    ],
)
def test_known_cases(code, how, total):
    assert quoted(code, **how).total_vnd == total


def test_an_exemption_says_for_which_class_and_why():
    found = quoted("2.000488", birth_date="1960-02-01", fee_category="none")
    assert found.reductions[0].in_words() == (
        "Miễn phí cho trẻ em, người cao tuổi, người khuyết tật, người thuộc hộ nghèo, người dân "
        "tộc thiểu số ở xã đặc biệt khó khăn: trừ 200.000 đ (toàn bộ 200.000 đ; "
        "vì người cao tuổi: 62 tuổi, sinh ngày 01/02/1960; theo Thông tư số 244/2016/TT-BTC)."
    )


def test_a_reduction_that_is_not_added_is_named():
    found = quoted("2.000488", fee_category="student")
    assert found.not_added == ("Giảm 100.000 đ cho học sinh, sinh viên",)
    assert found.remarks == [
        ONE_EACH,
        "Các mức giảm không cộng dồn, nên không tính thêm: Giảm 100.000 đ cho học sinh, sinh viên.",
    ]


def test_who_pays_nothing_is_told_so():
    assert quoted("1.004873", fee_category="poor").explanation[-1] == "Không phải nộp phí, lệ phí."
    free = of_items([], reductions())
    assert free == Quote((), (), 0, 0)
    assert free.explanation == ["Không phải nộp phí, lệ phí."]


def test_each_line_takes_its_best_rule():
    """A percentage suits the large fee, a fixed amount the small one."""
    items = [item(100_000), item(10_000)]
    rules = [reduction(30), reduction(key="fixed", name="Giảm 9.000 đ", amount_vnd=9_000)]
    found = of_items(items, rules)
    assert [(each.line, each.key, each.amount_vnd) for each in found.reductions] == [
        ("k100000", "r30", -30_000),
        ("k10000", "fixed", -9_000),
    ]
    assert (found.subtotal_vnd, found.total_vnd, found.not_added) == (110_000, 71_000, ())


def test_a_fixed_amount_takes_no_more_than_there_is():
    found = of_items([item(5_000)], [reduction(key="fixed", amount_vnd=9_000)])
    assert (found.reductions[0].amount_vnd, found.total_vnd) == (-5_000, 0)
    assert found.reductions[0].explanation == "9.000 đ một khoản, nhưng không quá 5.000 đ"
    assert found.reductions[0].percent is None


def test_what_remains_of_each_line_is_rounded_down_and_says_so():
    found = of_items([item(999, "a"), item(999, "b")], [reduction(50)])
    assert [each.amount_vnd for each in found.reductions] == [-500, -500]
    assert found.total_vnd == 998
    assert found.reductions[0].explanation == "50% của 999 đ, số còn lại làm tròn xuống đến đồng"


@pytest.mark.parametrize(
    ("scope", "total"), [("", 500), ("centre", 600), ("province", 900), ("other", 1_000)]
)
def test_a_scope_leaves_the_fees_of_others_alone(scope, total):
    items = [item(800, set_by="centre"), item(200, set_by="province")]
    assert of_items(items, [reduction(50, fees_set_by=scope)]).total_vnd == total


def test_a_line_outside_the_scope_is_named():
    items = [item(800, set_by="centre"), item(200, set_by="province")]
    found = of_items(items, [reduction(50, fees_set_by="province")])
    assert found.notes == (
        "“Giảm 50%” không tính cho “Phí k800”: mức thu này do Trung ương quy định.",
    )
    assert found.reductions[0].reason == "mức thu do HĐND tỉnh quy định"


@pytest.mark.parametrize(
    ("channel", "online", "counter"),
    [("online", 50, 100), ("counter", 100, 50), ("any", 50, 50)],
)
def test_channels(channel, online, counter):
    rule = reduction(50, channel=channel)
    assert of_items([item(100)], [rule], online=True).total_vnd == online
    assert of_items([item(100)], [rule], online=False).total_vnd == counter


@pytest.mark.parametrize(
    ("on", "total"),
    [
        (date(2021, 12, 31), 100),
        (date(2022, 1, 1), 50),
        (date(2022, 6, 30), 50),
        (date(2022, 7, 1), 100),
    ],
)
def test_both_days_of_validity_belong_to_it(on, total):
    rule = reduction(50, valid_to=date(2022, 6, 30))
    assert of_items([item(100)], [rule], on=on).total_vnd == total


def test_a_reduction_for_some_procedures_leaves_the_others_alone():
    rule = reduction(50, procedure_codes=["1.000001"])
    assert of_items([item(100)], [rule], procedure_code="1.000001").total_vnd == 50
    assert of_items([item(100)], [rule], procedure_code="1.000002").total_vnd == 100


def test_a_condition_on_answers_still_decides():
    rule = reduction(50, condition={"field": "area", "op": "eq", "value": "island"})
    assert of_items([item(100)], [rule], answers={"area": "island"}).total_vnd == 50
    assert of_items([item(100)], [rule], answers={"area": "town"}).total_vnd == 100


def test_a_quote_survives_being_stored():
    found = quoted("2.000488", fee_category="student", copies=3)
    assert Quote.from_json(json.loads(json.dumps(found.as_json()))) == found


def test_a_quote_of_an_earlier_portal_can_still_be_read():
    stored = {
        "lines": [
            {
                "key": "fee", "kind": "phi", "name": "Phí", "quantity": 1, "amount_vnd": 200_000,
                "explanation": "200.000 đ một hồ sơ.", "legal_basis": "TT 244",
            }
        ],
        "reductions": [
            {
                "key": "online-half", "name": "Giảm 50%", "percent": 50, "amount_vnd": -100_000,
                "legal_basis": "NQ 47",
            }
        ],
        "subtotal_vnd": 200_000,
        "total_vnd": 100_000,
        "not_added": ["Giảm 50% cho học sinh, sinh viên"],
    }  # fmt: skip
    found = Quote.from_json(stored)
    assert found.by_line == [(found.lines[0], [])]
    assert found.of_the_sum == [found.reductions[0]]
    assert found.explanation == [
        "Phí: 200.000 đ (200.000 đ một hồ sơ; theo TT 244).",
        "Giảm 50%: trừ 100.000 đ (theo NQ 47).",
        "Các mức giảm không cộng dồn, nên không tính thêm: Giảm 50% cho học sinh, sinh viên.",
        "Số tiền phải nộp: 100.000 đ.",
    ]
