import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.fees.quote import Quote, quote
from services.models import FeeItem, Reduction
from tests.services.fees.catalogue import fee_items, reductions

MARCH = date(2022, 3, 22)
NQ47 = (
    "Nghị quyết số 47 ngày 08/12/2021 của HĐND tỉnh Quảng Nam và "
    "Quyết định số 3896/QĐ-UBND ngày 31/12/2021 của UBND tỉnh"
)


def quoted(code, *, online=True, level=4, on=MARCH, **answers):
    return quote(
        fee_items(code),
        reductions(),
        answers=answers,
        online=online,
        level=level,
        on=on,
        procedure_code=code,
    )


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
        f"Giảm 50% khi nộp hồ sơ trực tuyến mức độ 3, 4: trừ 100.000 đ (theo {NQ47}).",
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
        # Reductions do not add up: a student filing online pays half, not a quarter.
        ("2.000488", {"fee_category": "student"}, 100_000),
        ("2.000488", {"fee_category": "poor"}, 0),
        ("2.000488", {"online": False, "fee_category": "elderly"}, 0),
        ("2.000488", {"on": date(2021, 12, 31)}, 200_000),
        ("2.000488", {"on": date(2022, 1, 1)}, 100_000),
        ("2.000488", {"level": 2}, 200_000),
        ("2.000488", {"level": 3}, 100_000),
        ("2.000635", {"copies": 3}, 12_000),
        ("2.000635", {"copies": 3, "online": False}, 24_000),
        ("2.000635", {"copies": 3, "fee_category": "child"}, 0),
        ("1.004873", {}, 7_500),
        ("1.004873", {"fee_category": "poor"}, 0),
        ("1.004873", {"fee_category": "elderly"}, 7_500),
        ("1.001612", {}, 25_000),
        ("1.002809", {}, 67_500),
        ("1.002809", {"online": False}, 135_000),
        ("2.000815", {"level": 3, "pages": 5, "copies": 3}, 10_500),
        ("2.000815", {"level": 3, "pages": 500, "copies": 2}, 200_000),
    ],
)
def test_known_cases(code, how, total):
    assert quoted(code, **how).total_vnd == total


def test_a_reduction_that_is_not_added_is_named():
    found = quoted("2.000488", fee_category="student")
    assert found.not_added == ("Giảm 50% cho học sinh, sinh viên",)
    assert "nên không tính thêm: Giảm 50% cho học sinh, sinh viên." in found.explanation[-2]


def test_who_pays_nothing_is_told_so():
    assert quoted("1.004873", fee_category="poor").explanation[-1] == "Không phải nộp phí, lệ phí."
    free = quote([], reductions(), answers={}, online=True, level=4, on=MARCH)
    assert free == Quote((), (), 0, 0)
    assert free.explanation == ["Không phải nộp phí, lệ phí."]


def item(amount):
    return FeeItem(
        key=f"k{amount}", kind="phi", name="Phí", rule={"kind": "fixed", "amount_vnd": amount}
    )


def reduction(percent, **attributes):
    known = {
        "key": f"r{percent}",
        "name": f"Giảm {percent}%",
        "legal_basis": "Luật",
        "valid_from": date(2022, 1, 1),
    }
    return Reduction(percent=percent, **known | attributes)


def test_the_total_is_rounded_down_to_whole_dong():
    found = quote([item(999)], [reduction(50)], answers={}, online=True, level=4, on=MARCH)
    assert (found.total_vnd, found.reductions[0].amount_vnd) == (499, -500)


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
    found = quote([item(100)], [rule], answers={}, online=True, level=4, on=on)
    assert found.total_vnd == total


def test_a_reduction_for_some_procedures_leaves_the_others_alone():
    rule = reduction(50, procedure_codes=["1.000001"])
    known = {"answers": {}, "online": True, "level": 4, "on": MARCH}
    assert quote([item(100)], [rule], procedure_code="1.000001", **known).total_vnd == 50
    assert quote([item(100)], [rule], procedure_code="1.000002", **known).total_vnd == 100


def test_a_quote_survives_being_stored():
    found = quoted("2.000488", fee_category="student", copies=3)
    assert Quote.from_json(json.loads(json.dumps(found.as_json()))) == found


@given(
    amounts=st.lists(st.integers(0, 10**9), max_size=5),
    percents=st.lists(st.integers(0, 100), max_size=5),
    online=st.booleans(),
)
def test_a_total_is_never_negative_and_never_above_the_subtotal(amounts, percents, online):
    rules = [
        reduction(percent, key=f"r{n}", online_only=n % 2 == 0)
        for n, percent in enumerate(percents)
    ]
    found = quote(
        [item(amount) for amount in amounts], rules, answers={}, online=online, level=4, on=MARCH
    )
    lowered = -sum(each.amount_vnd for each in found.reductions)
    assert found.subtotal_vnd == sum(amounts)
    assert 0 <= found.total_vnd <= found.subtotal_vnd
    assert 0 <= lowered <= found.subtotal_vnd
    assert found.total_vnd == found.subtotal_vnd - lowered
    best = max((p for n, p in enumerate(percents) if online or n % 2), default=0)
    assert found.total_vnd == found.subtotal_vnd * (100 - best) // 100
