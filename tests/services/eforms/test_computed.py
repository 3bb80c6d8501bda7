"""Values that nobody types."""

from datetime import UTC, datetime

import pytest

from portal.shared import clock
from services.eforms.answers import clean
from services.eforms.fields import BY_NAME
from services.eforms.reading import read
from services.fees.rules import charge
from tests.services.eforms.forms import field, form_of, places

ROWS = field(
    "group",
    "rows",
    item_label="Mục",
    fields=[
        field("whole_number", "count"),
        field("money", "price"),
        field("computed", "total", unit="đ", formula={"op": "product", "of": ["count", "price"]}),
    ],
)


def values_of(formula, raw, *, unit=""):
    form = form_of(
        field("whole_number", "one"),
        field("whole_number", "two"),
        field("date", "born"),
        field("date", "event"),
        field("several_of", "many", choices=[{"value": v, "label": v} for v in "abc"]),
        field("file", "photos", max_files=3),
        ROWS,
        field("computed", formula=formula, unit=unit),
    )
    with clock.pinned(datetime(2022, 3, 22, 3, tzinfo=UTC)):
        cleaned = clean(form, raw, partial=False, places=places)
    assert cleaned.errors == {}
    return cleaned.values


@pytest.mark.parametrize(
    ("formula", "raw", "value"),
    [
        ({"op": "sum", "of": ["one", "two"]}, {"one": "2", "two": "3"}, 5),
        ({"op": "sum", "of": ["one"], "constant": 10}, {"one": "2"}, 12),
        ({"op": "difference", "of": ["one", "two"]}, {"one": "2", "two": "3"}, -1),
        ({"op": "difference", "of": ["one"], "constant": 2}, {"one": "2"}, 0),
        ({"op": "product", "of": ["one", "two"], "constant": 4}, {"one": "2", "two": "3"}, 24),
        ({"op": "count", "of": ["rows"]}, {"rows": [{"count": "1"}, {}, {"price": "2"}]}, 2),
        ({"op": "count", "of": ["many"]}, {"many": ["a", "c"]}, 2),
        (
            {"op": "sum_rows", "of": ["rows"], "column": "count"},
            {"rows": [{"count": "1"}, {"price": "9"}, {"count": "4"}]},
            5,
        ),
        ({"op": "age", "of": ["born"]}, {"born": "22/3/2006"}, 16),
        ({"op": "age", "of": ["born"]}, {"born": "23/3/2006"}, 15),
        ({"op": "age", "of": ["born", "event"]}, {"born": "1/1/2000", "event": "1/1/2010"}, 10),
    ],
)
def test_is_computed_from_the_answers_before_it(formula, raw, value):
    assert values_of(formula, raw)["it"] == value


@pytest.mark.parametrize(
    ("formula", "raw"),
    [
        ({"op": "sum", "of": ["one", "two"]}, {"one": "2"}),
        ({"op": "product", "of": ["one", "two"]}, {}),
        ({"op": "product", "of": ["one", "two"]}, {"one": "9" * 14, "two": "9" * 14}),
        ({"op": "count", "of": ["rows"]}, {"rows": []}),
        ({"op": "sum_rows", "of": ["rows"], "column": "count"}, {"rows": [{"price": "9"}]}),
        ({"op": "age", "of": ["born"]}, {"born": "1/1/2030"}),
        ({"op": "age", "of": ["born", "event"]}, {"born": "1/1/2000"}),
    ],
)
def test_without_its_inputs_there_is_no_value_and_no_error(formula, raw):
    assert "it" not in values_of(formula, raw)


@pytest.mark.parametrize("posted", [99, "99", [1], {"a": 1}, None, ""])
def test_what_a_client_sends_in_its_place_is_not_believed(posted):
    formula = {"op": "sum", "of": ["one", "two"]}
    assert values_of(formula, {"one": "2", "two": "3", "it": posted})["it"] == 5
    assert "it" not in values_of(formula, {"one": "2", "it": posted})


def test_in_a_row_it_looks_at_the_row_and_a_posted_one_makes_no_row():
    form = form_of(
        ROWS,
        field("computed", unit="đ", formula={"op": "sum_rows", "of": ["rows"], "column": "total"}),
    )
    raw = {"rows": [{"count": "2", "price": "5.000", "total": "1"}, {"total": "7"}]}
    cleaned = clean(form, raw, partial=False, places=places)
    assert cleaned.values == {"rows": [{"count": 2, "price": 5000, "total": 10000}], "it": 10000}


def test_can_be_asked_by_a_condition_and_charged_by_a_fee():
    form = form_of(
        field("whole_number", "one"),
        field("computed", "twice", formula={"op": "product", "of": ["one"], "constant": 2}),
        field("text", show_if={"field": "twice", "op": "gt", "value": 9}, required=True),
    )
    assert clean(form, {"one": "4"}, partial=False).values == {"one": 4, "twice": 8}
    cleaned = clean(form, {"one": "5"}, partial=False)
    assert set(cleaned.errors) == {"it"}
    rule = {"kind": "per_unit", "amount_vnd": 1000, "quantity": "twice"}
    assert charge(rule, cleaned.values).amount_vnd == 10_000


def test_a_hidden_one_has_no_value():
    form = form_of(
        field("yes_no", "open"),
        field("whole_number", "one"),
        field(
            "computed",
            formula={"op": "sum", "of": ["one"], "constant": 1},
            show_if={"field": "open", "op": "eq", "value": "yes"},
        ),
    )
    cleaned = clean(form, {"open": "no", "one": "1"}, partial=False)
    assert "it" not in cleaned.values
    assert "it" not in cleaned.kept


def test_reads_as_a_number_with_its_unit_or_as_money():
    number = field("computed", formula={"op": "sum", "of": ["one"], "constant": 1}, unit="bản")
    form = form_of(field("whole_number", "one"), number)
    assert BY_NAME["computed"].display(form.field("it"), 1200) == "1.200 bản"
    money = form_of(
        field("money", "one"),
        field("computed", formula={"op": "sum", "of": ["one"], "constant": 1}, unit="đ"),
    )
    assert BY_NAME["computed"].display(money.field("it"), 1200) == "1.200 đ"
    section = read(form, clean(form, {"one": "1"}, partial=False).values)[0]
    assert [answer.text for answer in section.answers] == ["1", "2 bản"]
