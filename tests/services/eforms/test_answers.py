import json

from hypothesis import given, settings
from hypothesis import strategies as st

from services.eforms.answers import Cleaned, clean
from services.eforms.definition import EForm
from services.eforms.reading import read
from services.eforms.scope import Scope
from tests.services.eforms.forms import CHOICES, EVERY_TYPE, field, form_of, places

SHOWN_BY_A = {"field": "first", "op": "eq", "value": "a"}
CHAIN = form_of(
    field("one_of", "first", choices=CHOICES),
    field("text", "second", required=True, show_if=SHOWN_BY_A),
    field("text", "third", required=True, show_if={"field": "second", "op": "filled"}),
)
ROWS = form_of(
    field("text", "why"),
    field(
        "group",
        "rows",
        item_label="Mục",
        max_items=2,
        min_items=1,
        fields=[field("date", "day", required=True), field("text", "why")],
    ),
)


def run(form, raw, *, partial=False):
    return clean(form, raw, partial=partial, places=places)


def test_a_hidden_answer_is_dropped_but_a_draft_keeps_it():
    cleaned = run(CHAIN, {"first": "b", "second": "x", "third": "y"})
    assert cleaned.values == {"first": "b"}
    assert cleaned.kept == {"first": "b", "second": "x", "third": "y"}
    assert cleaned.errors == {}


def test_what_hangs_on_a_hidden_answer_is_hidden_too():
    assert run(CHAIN, {"second": "x"}).errors == {}
    assert run(CHAIN, {"first": "a"}).errors == {"second": "Hãy điền “Nhãn”."}
    assert run(CHAIN, {"first": "a", "second": "x"}).errors == {"third": "Hãy điền “Nhãn”."}


def test_a_draft_is_not_asked_for_what_is_missing_yet():
    assert run(CHAIN, {"first": "a"}, partial=True).errors == {}
    assert run(ROWS, {}, partial=True).errors == {}


def test_a_draft_keeps_what_is_wrong_as_it_was_typed():
    form = form_of(field("date"), field("money", "sum"))
    cleaned = run(form, {"it": "31/2/2022", "sum": "hai trăm"}, partial=True)
    assert cleaned.values == {}
    assert cleaned.kept == {"it": "31/2/2022", "sum": "hai trăm"}
    assert set(cleaned.errors) == {"it", "sum"}
    assert run(form, cleaned.kept, partial=True) == cleaned


def test_unknown_keys_are_left_out():
    assert run(CHAIN, {"first": "b", "admin": True}).kept == {"first": "b"}


def test_rows_carry_their_number_in_the_path():
    cleaned = run(ROWS, {"rows": [{"day": "1/2/2020"}, {"day": "x", "why": "y"}]})
    assert cleaned.errors == {"rows.1.day": "Nhập ngày theo dạng 22/03/2022."}
    assert cleaned.kept["rows"] == [{"day": "2020-02-01"}, {"day": "x", "why": "y"}]


def test_an_empty_row_is_kept_in_the_draft_and_does_not_count():
    cleaned = run(ROWS, {"rows": [{}, {"day": "1/2/2020"}, {"day": " "}]})
    assert cleaned.errors == {}
    assert cleaned.kept["rows"] == [{}, {"day": "2020-02-01"}, {}]
    assert cleaned.values["rows"] == [{"day": "2020-02-01"}]


def test_rows_are_counted():
    assert run(ROWS, {"rows": [{}]}).errors == {"rows": "Hãy thêm ít nhất 1 mục vào “Nhãn”."}
    three = [{"day": "1/2/2020"}] * 3
    assert run(ROWS, {"rows": three}, partial=True).errors == {
        "rows": "“Nhãn” có tối đa 2 mục. Hãy bớt đi."
    }


def test_a_condition_in_a_row_sees_the_row_first_and_then_the_form():
    form = form_of(
        field("yes_no", "open"),
        field(
            "group",
            "rows",
            item_label="Mục",
            fields=[
                field("text", "name"),
                field("yes_no", "own"),
                field(
                    "text",
                    "a",
                    required=True,
                    show_if={"field": "open", "op": "eq", "value": "yes"},
                ),
                field(
                    "text", "b", required=True, show_if={"field": "own", "op": "eq", "value": "yes"}
                ),
            ],
        ),
    )
    cleaned = run(form, {"open": "yes", "rows": [{"name": "x"}, {"own": "yes"}]})
    assert set(cleaned.errors) == {"rows.0.a", "rows.1.a", "rows.1.b"}


def test_a_hidden_group_asks_nothing():
    form = form_of(
        field("yes_no", "open"),
        field(
            "group",
            "rows",
            item_label="Mục",
            required=True,
            show_if={"field": "open", "op": "eq", "value": "yes"},
            fields=[field("date", "day", required=True), field("text", "why")],
        ),
    )
    cleaned = run(form, {"open": "no", "rows": [{"why": "x"}]})
    assert cleaned.errors == {}
    assert cleaned.values == {"open": "no"}
    assert cleaned.kept["rows"] == [{"why": "x"}]


def test_errors_can_be_asked_by_section():
    form = EForm.parse(
        {
            "sections": [
                {"key": "a", "title": "A", "fields": [field("text", "one", required=True)]},
                {"key": "b", "title": "B", "fields": [field("address", "two", required=True)]},
            ]
        }
    )
    cleaned = run(form, {})
    assert set(cleaned.errors_of(form.sections[0])) == {"one"}
    assert set(cleaned.errors_of(form.sections[1])) == {"two.commune"}


scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.sampled_from(
        ["yes", "no", "a", "22/3/2022", "200.000 đ", "049190001234", "20977", "other"]
    )
)
json_like = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
rows = st.lists(
    st.fixed_dictionaries({}, optional=dict.fromkeys(("since", "open", "why"), json_like))
    | json_like,
    max_size=5,
)
addresses = st.fixed_dictionaries({}, optional={"commune": json_like, "line": json_like})
answers = st.fixed_dictionaries(
    {},
    optional={each.key: json_like for each in EVERY_TYPE.fields()}
    | {"group": rows | json_like, "address": addresses | json_like},
)


@settings(max_examples=300, deadline=None)
@given(raw=answers | json_like, partial=st.booleans())
def test_whatever_comes_in_nothing_is_raised_and_the_outcome_is_stable(raw, partial):
    cleaned = run(EVERY_TYPE, raw, partial=partial)
    json.dumps(cleaned.kept, ensure_ascii=False).encode()
    assert "\x00" not in json.dumps(cleaned.kept, ensure_ascii=False)
    again = run(EVERY_TYPE, cleaned.kept, partial=partial)
    assert again.kept == cleaned.kept
    assert again.values == cleaned.values
    filed = run(EVERY_TYPE, cleaned.values, partial=True)
    assert filed.values == filed.kept == cleaned.values
    assert isinstance(cleaned, Cleaned)


@settings(max_examples=150, deadline=None)
@given(raw=answers)
def test_reading_covers_every_shown_answer_and_no_other(raw):
    values = run(EVERY_TYPE, raw, partial=True).values
    scope = Scope(values)
    shown = [each.key for each in EVERY_TYPE.fields() if scope.shows(each)]
    read_answers = [answer for section in read(EVERY_TYPE, values) for answer in section.answers]
    assert [answer.path for answer in read_answers] == shown
    assert {answer.path for answer in read_answers if answer.text} == set(values)
