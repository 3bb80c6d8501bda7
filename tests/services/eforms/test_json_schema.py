"""The answers of a form as JSON Schema."""

import json
from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from portal.shared import clock
from services.eforms.answers import clean
from services.eforms.definition import EForm
from services.eforms.json_schema import answers_schema
from services.importing.handmade import DATA
from tests.services.eforms.forms import CHOICES, EVERY_TYPE, field, form_of, places

SHIPPED = sorted((DATA / "eforms").glob("*.json"))
ADDRESS = {"commune": "20977", "line": "Thôn 3"}
GOOD = {
    "text": "Trà",
    "money": "200.000",
    "yes_no": "no",
    "several_of": ["a"],
    "address": ADDRESS,
    "group": [{"since": "22/3/2020"}],
}
FILES = {"file": [{"key": "k", "name": "anh.jpg"}]}


@cache
def validator(form):
    """Made once for each form: hundreds of answers are held against it."""
    schema = answers_schema(form)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def problems(form, instance):
    return [error.json_path for error in validator(form).iter_errors(instance)]


def cleaned(raw, form=EVERY_TYPE):
    with clock.pinned(datetime(2022, 3, 22, 3, tzinfo=UTC)):
        return clean(form, raw, partial=False, places=places, files=FILES)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_form_gives_a_schema_that_the_standard_takes(path):
    form = EForm.parse(json.loads(path.read_text(encoding="utf-8")))
    schema = answers_schema(form)
    Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema
    assert list(schema["properties"]) == [each.key for each in form.fields()]


def test_what_the_portal_stores_fits():
    values = cleaned(GOOD).values
    assert cleaned(GOOD).errors == {}
    assert values["file"] == FILES["file"]
    assert problems(EVERY_TYPE, values) == []


maybe = {
    "text": st.sampled_from(["Trà", "A", "x"]),
    "long_text": st.text(max_size=20),
    "whole_number": st.integers(-1, 60),
    "money": st.integers(-5, 10**9),
    "date": st.dates().map(str),
    "yes_no": st.sampled_from(["yes", "no"]),
    "one_of": st.sampled_from(["a", "b", "c"]),
    "several_of": st.lists(st.sampled_from(["a", "b"]), max_size=3),
    "personal_number": st.sampled_from(["049190001234", "12"]),
    "tax_code": st.sampled_from(["0100109106", "0100109106-001", "1"]),
    "phone": st.sampled_from(["+84 912 345 678", "02353810000", "1"]),
    "email": st.sampled_from(["tra@motcua.example", "x"]),
    "address": st.sampled_from([ADDRESS, {"commune": "other", "line": "Huế"}, {"line": "x"}]),
    "group": st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "since": st.sampled_from(["22/3/2020", "x"]),
                "open": st.sampled_from(["yes", "no"]),
                "why": st.text(max_size=5),
            },
        ),
        max_size=4,
    ),
    "table": st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "what": st.text(max_size=5),
                "count": st.integers(0, 9),
                "price": st.integers(0, 9),
            },
        ),
        max_size=3,
    ),
    "years": st.lists(st.sampled_from([{}, {"income": "5"}, {"income": "x"}]), max_size=3),
}


@st.composite
def few_changes(draw):
    """Up to four: of all at once hardly any is valid, and what is not is thrown away."""
    keys = draw(st.lists(st.sampled_from(sorted(maybe)), max_size=4, unique=True))
    return {key: draw(maybe[key]) for key in keys}


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(raw=few_changes())
def test_whatever_is_cleaned_to_valid_values_fits_the_schema(raw):
    outcome = cleaned(GOOD | raw)
    assume(outcome.is_valid)
    assert problems(EVERY_TYPE, outcome.values) == []


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"money": "200.000"}, "$.money"),
        ({"money": -1}, "$.money"),
        ({"whole_number": 51}, "$.whole_number"),
        ({"text": "trà"}, "$.text"),
        ({"date": "22/03/2022"}, "$.date"),
        ({"date": "2022-02-31"}, "$.date"),
        ({"yes_no": True}, "$.yes_no"),
        ({"several_of": ["c"]}, "$.several_of[0]"),
        ({"several_of": []}, "$.several_of"),
        ({"address": {"commune": "20977"}}, "$.address"),
        ({"personal_number": "12"}, "$.personal_number"),
        ({"group": []}, "$.group"),
        ({"group": [{"open": "no"}]}, "$.group[0]"),
        ({"group": GOOD["group"] * 4}, "$.group"),
        ({"years": [{"income": 1}]}, "$.years"),
        ({"unknown": 1}, "$"),
        ({"one_of": "a"}, "$"),
    ],
)
def test_what_is_wrong_does_not_fit(change, path):
    assert path in problems(EVERY_TYPE, cleaned(GOOD).values | change)


@pytest.mark.parametrize("key", ["text", "money", "yes_no", "several_of", "address", "group"])
def test_what_is_required_must_be_there(key):
    values = cleaned(GOOD).values
    del values[key]
    assert "$" in problems(EVERY_TYPE, values)


CONDITIONAL = form_of(
    field("one_of", "purpose", choices=CHOICES),
    field("several_of", "many", choices=CHOICES),
    field("whole_number", "count"),
    field("text", "eq", required=True, show_if={"field": "purpose", "op": "eq", "value": "a"}),
    field("text", "ne", required=True, show_if={"field": "purpose", "op": "ne", "value": "a"}),
    field("text", "has", required=True, show_if={"field": "many", "op": "eq", "value": "b"}),
    field(
        "text", "more", required=True,
        show_if={"all": [{"field": "count", "op": "gt", "value": 3},
                         {"not": {"field": "purpose", "op": "empty"}}]},
    ),
)  # fmt: skip

partly = st.fixed_dictionaries(
    {},
    optional={
        "purpose": st.sampled_from(["a", "b"]),
        "many": st.lists(st.sampled_from(["a", "b"]), min_size=1, unique=True),
        "count": st.integers(0, 9),
        "eq": st.just("x"), "ne": st.just("x"), "has": st.just("x"), "more": st.just("x"),
    },
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(raw=partly)
def test_conditions_ask_for_the_same_answers_as_the_portal(raw):
    """Both ways: what the schema takes is exactly what the portal takes without dropping any."""
    outcome = clean(CONDITIONAL, raw, partial=False)
    taken = outcome.is_valid and set(outcome.values) == set(raw)
    assert (problems(CONDITIONAL, outcome.values if taken else raw) == []) == taken


def test_patterns_of_one_engine_alone_are_only_noted():
    form = form_of(
        field("text", "plain", pattern="[0-9]{4}", pattern_message="Sai."),
        field("text", "named", pattern=r"\p{Lu}.*", pattern_message="Sai."),
    )
    properties = answers_schema(form)["properties"]
    assert properties["plain"]["pattern"] == "^(?:[0-9]{4})$"
    assert "pattern" not in properties["named"]
    assert properties["named"]["x-pattern"] == r"\p{Lu}.*"


def test_annotations_say_what_a_schema_cannot():
    schema = answers_schema(EVERY_TYPE, title="Tờ khai")
    assert schema["title"] == "Tờ khai"
    assert schema["x-sections"][0]["fields"][:2] == ["text", "long_text"]
    assert schema["properties"]["date"]["x-maximum"] == "today"
    assert schema["properties"]["computed"]["readOnly"] is True
    assert schema["properties"]["computed"]["x-formula"]["op"] == "product"
    assert schema["properties"]["one_of"]["x-labels"] == {"a": "Một", "b": "Hai"}
