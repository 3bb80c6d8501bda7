"""Whatever a definition holds: it is a form, or a DefinitionError says where it is not."""

import json
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from services.eforms.answers import clean
from services.eforms.definition import TYPES, EForm, check
from services.eforms.errors import DefinitionError
from services.eforms.findings import MOST
from services.eforms.form import Field
from services.eforms.formula import OPS
from services.eforms.json_schema import answers_schema
from services.eforms.progress import progress
from services.eforms.reading import read
from services.eforms.web import bind
from tests.services.eforms.forms import EVERY_TYPE, places

scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6)
    | st.sampled_from(["a", "b", "today", "2022-03-22", "(a+)+$", "(", "profile.sex", "\ud800",
                       10**400, "x" * 400])
)  # fmt: skip
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
keys = st.sampled_from(["a", "b", "c", "d"])
conditions = st.recursive(
    st.fixed_dictionaries(
        {"field": keys, "op": st.sampled_from(["eq", "ne", "in", "filled", "gt"])},
        optional={"value": st.sampled_from(["a", "yes", 3, ["a"], "2022-03-22"])},
    ),
    lambda inner: (
        st.fixed_dictionaries({"all": st.lists(inner, max_size=2)})
        | st.fixed_dictionaries({"not": inner})
    ),
    max_leaves=3,
)
formulas = st.fixed_dictionaries(
    {"op": st.sampled_from(OPS), "of": st.lists(keys, max_size=3)},
    optional={"column": keys, "constant": st.integers(-5, 5)},
)
choices = st.lists(
    st.fixed_dictionaries({"value": keys, "label": st.sampled_from(["Một", "Hai", ""])}), max_size=3
)
plausible = {
    "required": st.booleans(), "show_if": conditions, "formula": formulas, "choices": choices,
    "min": st.sampled_from([1, 9, "today", "2022-03-22"]), "max": st.sampled_from([5, "today"]),
    "item_label": st.just("Mục"), "row_labels": st.lists(keys, max_size=3),
    "unit": st.sampled_from(["đ", "bản"]), "same_birth_as": keys, "max_files": st.integers(0, 30),
    "min_items": st.integers(0, 40), "max_length": st.integers(0, 5),
    "prefill": st.sampled_from(["profile.sex", "profile.full_name"]),
}  # fmt: skip


def fields_of(inner):
    attributes = {name: made | anything for name, made in plausible.items()}
    if inner is not None:
        attributes["fields"] = st.lists(inner, max_size=3)
    return st.fixed_dictionaries(
        {"key": keys, "type": st.sampled_from(TYPES), "label": st.just("Nhãn")}, optional=attributes
    )


nested = fields_of(fields_of(fields_of(None)))
forms = st.fixed_dictionaries(
    {"sections": st.lists(
        st.fixed_dictionaries(
            {"key": keys, "title": st.just("Phần"),
             "fields": st.lists(nested | anything, max_size=4)}
        ), max_size=2)}
)  # fmt: skip
simple = st.fixed_dictionaries(
    {"key": keys, "type": st.sampled_from(TYPES), "label": st.just("Nhãn")},
    optional={name: plausible[name] for name in ("required", "show_if", "unit")},
)


def as_form(fields):
    """Make the fields likely to be a form, so that the rest of the engine is tried as well."""
    made = []
    for number, each in enumerate(fields):
        each = {**each, "key": f"{each['key']}{number}"}
        if each["type"] in ("one_of", "several_of"):
            each["choices"] = [{"value": "a", "label": "Một"}]
        if each["type"] in ("group", "table"):
            each |= {"item_label": "Mục", "fields": [
                {"key": "x", "type": "text", "label": "Nhãn"}]}  # fmt: skip
        made.append(each)
    return {"sections": [{"key": "only", "title": "Phần", "fields": made}]}


@settings(max_examples=400, deadline=None)
@given(data=forms | anything | st.lists(simple, min_size=1, max_size=5).map(as_form), raw=anything)
def test_nothing_but_a_definition_error_is_raised(data, raw):
    mistakes = check(data)
    assert len(mistakes) <= MOST
    for mistake in mistakes:
        assert isinstance(mistake, DefinitionError)
        mistake.text.encode()
    try:
        form = EForm.parse(data)
    except DefinitionError:
        assert mistakes
        return
    assert EForm.parse(form.as_json()) == form
    assert EForm.parse(json.loads(json.dumps(form.as_json()))) == form
    cleaned = clean(form, raw, partial=False, places=places)
    read(form, cleaned.values)
    progress(form, cleaned.kept, places=places)
    answers_schema(form)
    for section in form.sections:
        bind(section, cleaned.kept, errors=cleaned.errors, places=places)


def test_a_form_survives_the_way_through_json_with_all_its_types():
    assert {field.type for field in EVERY_TYPE.fields()} == set(TYPES)
    assert EForm.parse(json.loads(json.dumps(EVERY_TYPE.as_json()))) == EVERY_TYPE
    assert all(isinstance(field, Field) for field in EVERY_TYPE.fields())


def test_numbers_too_long_to_be_written_are_refused():
    huge = 10**5000
    for name in ("min", "max", "max_length", "max_items", "max_files"):
        field = {"key": "a", "type": "whole_number", "label": "N", name: huge}
        data = {"sections": [{"key": "s", "title": "T", "fields": [field]}]}
        assert [error.path.split(".")[-1] for error in check(data)] == [name]
    assert check({"sections": huge, huge: huge})


def test_deep_and_wide_definitions_are_read_at_once():
    deep: dict = {"key": "a", "type": "group", "label": "N", "item_label": "M"}
    for _ in range(5000):
        deep = {"key": "a", "type": "group", "label": "N", "item_label": "M", "fields": [deep]}
    wide = [{"type": "x"}] * 100_000
    condition: dict = {"field": "a", "op": "filled"}
    for _ in range(5000):
        condition = {"not": condition}
    many = {"any": [{"field": "a", "op": "filled"}] * 100_000}
    text = {"key": "a", "type": "text", "label": "N"}
    for fields in ([deep], wide, [text | {"show_if": condition}], [text | {"show_if": many}]):
        data = {"sections": [{"key": "s", "title": "T", "fields": fields}]}
        assert 1 <= len(check(data)) <= MOST
        with suppress(DefinitionError):
            EForm.parse(data)
            raise AssertionError
