import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.eforms.conditions import OPERATORS, parse_condition
from services.eforms.reader import is_clear


def compare(op, value=None):
    data = {"field": "it", "op": op}
    return data if value is None else data | {"value": value}


@pytest.mark.parametrize(
    ("answer", "condition", "holds"),
    [
        ("a", compare("eq", "a"), True),
        ("a", compare("eq", "b"), False),
        (None, compare("eq", "a"), False),
        (None, compare("ne", "a"), True),
        ("b", compare("in", ["a", "b"]), True),
        (None, compare("in", ["a", "b"]), False),
        (["a", "c"], compare("eq", "a"), True),
        (["a", "c"], compare("in", ["b"]), False),
        (0, compare("filled"), True),
        ([], compare("filled"), False),
        ("", compare("empty"), True),
        (6, compare("gt", 5), True),
        (5, compare("gt", 5), False),
        (4, compare("lt", 5), True),
        (None, compare("lt", 5), False),
        ("6", compare("gt", 5), False),
        ("2004-01-02", compare("gt", "2004-01-01"), True),
        ("a", {"not": compare("eq", "a")}, False),
        ("a", {"all": [compare("filled"), compare("ne", "b")]}, True),
        ("a", {"any": [compare("empty"), compare("eq", "b")]}, False),
        ("a", {"any": [{"all": [compare("filled"), {"not": compare("empty")}]}]}, True),
    ],
)
def test_conditions_by_table(answer, condition, holds):
    parsed = parse_condition(condition, "")
    assert parsed.holds({"it": answer}.get) is holds
    assert parsed.as_json() == condition


def test_names_the_fields_it_looks_at():
    condition = {"all": [compare("filled"), {"not": {"field": "other", "op": "empty"}}]}
    assert list(parse_condition(condition, "").fields()) == ["it", "other"]


json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


values = st.integers(-(10**15), 10**15) | st.text(max_size=5).filter(is_clear)


@given(answer=json_like, op=st.sampled_from(OPERATORS), value=values)
def test_no_answer_makes_a_condition_fail(answer, op, value):
    data = {"field": "it", "op": op}
    if op == "in":
        data["value"] = [value]
    elif op not in ("filled", "empty"):
        data["value"] = value
    assert parse_condition(data, "").holds({"it": answer}.get) in (True, False)
