import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.fees.rules import RuleError, charge

FIXED = {"kind": "fixed", "amount_vnd": 50_000}
PER_UNIT = {"kind": "per_unit", "amount_vnd": 8_000, "quantity": "n"}
FIRST_THEN = {
    "kind": "first_then",
    "amount_vnd": 200_000,
    "included": 2,
    "extra_vnd": 5_000,
    "quantity": "n",
    "unit": "phiếu",
}
TIERED = {
    "kind": "tiered",
    "quantity": "pages",
    "copies": "n",
    "unit": "trang",
    "tiers": [{"up_to": 2, "amount_vnd": 2_000}, {"amount_vnd": 1_000}],
    "max_per_copy_vnd": 200_000,
}


@pytest.mark.parametrize(
    ("rule", "answers", "quantity", "amount", "words"),
    [
        (FIXED, {}, 1, 50_000, "50.000 đ một hồ sơ."),
        (PER_UNIT, {"n": 3}, 3, 24_000, "3 bản × 8.000 đ."),
        (PER_UNIT, {}, 1, 8_000, "1 bản × 8.000 đ."),
        (PER_UNIT, {"n": 0}, 0, 0, "0 bản × 8.000 đ."),
        (PER_UNIT, {"n": "3"}, 1, 8_000, "1 bản × 8.000 đ."),
        (FIRST_THEN, {"n": 1}, 1, 200_000, "200.000 đ cho 2 phiếu đầu."),
        (FIRST_THEN, {"n": 2}, 2, 200_000, "200.000 đ cho 2 phiếu đầu."),
        (FIRST_THEN, {"n": 3}, 3, 205_000, "200.000 đ cho 2 phiếu đầu, thêm 1 phiếu × 5.000 đ."),
        (FIRST_THEN, {"n": 10}, 10, 240_000, "200.000 đ cho 2 phiếu đầu, thêm 8 phiếu × 5.000 đ."),
        (TIERED, {}, 1, 2_000, "1 trang × 2.000 đ."),
        (TIERED, {"pages": 2}, 1, 4_000, "2 trang × 2.000 đ."),
        (TIERED, {"pages": 3}, 1, 5_000, "2 trang × 2.000 đ + 1 trang × 1.000 đ."),
        (
            TIERED,
            {"pages": 5, "n": 3},
            3,
            21_000,
            "2 trang × 2.000 đ + 3 trang × 1.000 đ; 3 bản × 7.000 đ.",
        ),
        (TIERED, {"pages": 198}, 1, 200_000, "2 trang × 2.000 đ + 196 trang × 1.000 đ."),
        (
            TIERED,
            {"pages": 199, "n": 2},
            2,
            400_000,
            "2 trang × 2.000 đ + 197 trang × 1.000 đ, tối đa 200.000 đ một bản; 2 bản × 200.000 đ.",
        ),
    ],
)
def test_charges_by_table(rule, answers, quantity, amount, words):
    found = charge(rule, answers)
    assert (found.quantity, found.amount_vnd, found.explanation) == (quantity, amount, words)


@pytest.mark.parametrize(
    "rule",
    [
        {},
        {"kind": "free"},
        {"kind": "fixed"},
        {"kind": "fixed", "amount_vnd": -1},
        {"kind": "fixed", "amount_vnd": 1.5},
        {"kind": "per_unit", "amount_vnd": 1},
        {"kind": "tiered", "quantity": "n", "tiers": []},
        {"kind": "tiered", "quantity": "n", "tiers": [{"up_to": 0, "amount_vnd": 1}]},
    ],
)
def test_a_bad_rule_is_refused(rule):
    with pytest.raises(RuleError):
        charge(rule, {})


@given(pages=st.integers(0, 10_000), copies=st.integers(0, 1_000), more=st.integers(0, 100))
def test_a_copy_never_costs_more_than_its_cap_and_more_pages_never_cost_less(pages, copies, more):
    first = charge(TIERED, {"pages": pages, "n": copies}).amount_vnd
    assert 0 <= first <= 200_000 * copies
    assert first <= charge(TIERED, {"pages": pages + more, "n": copies}).amount_vnd
