import pytest

from services.eforms.definition import TYPES, EForm
from services.eforms.errors import DefinitionError
from services.eforms.fields import BY_NAME
from tests.services.eforms.forms import CHOICES, EVERY_TYPE, field, form_of


def test_a_form_survives_the_way_through_json():
    assert EForm.parse(EVERY_TYPE.as_json()) == EVERY_TYPE


def test_classes_of_applicants_survive_too():
    form = form_of(
        field("date", "born", applicant_class="by_age"),
        field("yes_no", "studies", applicant_class="student"),
        field("one_of", choices=[CHOICES[0] | {"applicant_class": "poor"}, *CHOICES[1:]]),
    )
    assert EForm.parse(form.as_json()) == form
    assert [each.applicant_class for each in form.fields()] == ["by_age", "student", ""]
    assert [c.applicant_class for c in list(form.fields())[2].choices][:2] == ["poor", ""]


def test_every_type_of_the_format_is_built():
    assert tuple(BY_NAME) == TYPES


def test_a_form_without_sections_asks_nothing():
    assert EForm.parse({}) == EForm()


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ([field("texts")], "sections[0].fields[0].type"),
        ([field("text", "It")], "sections[0].fields[0].key"),
        ([field("text", "a__b")], "sections[0].fields[0].key"),
        ([{"key": "it", "type": "text"}], "sections[0].fields[0].label"),
        ([field("text", requierd=True)], "sections[0].fields[0].requierd"),
        ([field("text", required="yes")], "sections[0].fields[0].required"),
        ([field("text", pattern="(", pattern_message="x")], "sections[0].fields[0].pattern"),
        ([field("text", pattern="x")], "sections[0].fields[0].pattern_message"),
        ([field("text", choices=CHOICES)], "sections[0].fields[0].choices"),
        ([field("one_of")], "sections[0].fields[0].choices"),
        ([field("one_of", choices=CHOICES + CHOICES)], "sections[0].fields[0].choices[2].value"),
        ([field("text", min=1)], "sections[0].fields[0].min"),
        ([field("whole_number", max="9")], "sections[0].fields[0].max"),
        ([field("date", max="22/03/2022")], "sections[0].fields[0].max"),
        ([field("text", prefill="full name")], "sections[0].fields[0].prefill"),
        ([field("group", fields=[field("text", "a")])], "sections[0].fields[0].item_label"),
        (
            [field("group", item_label="M", max_items=31, fields=[field("text", "a")])],
            "sections[0].fields[0].max_items",
        ),
        (
            [field("group", item_label="M", fields=[field("text", "a"), field("text", "a")])],
            "sections[0].fields[0].fields[1].key",
        ),
        ([field("text", "a"), field("text", "a")], "sections[0].fields[1].key"),
        (
            [field("text", show_if={"field": "later", "op": "filled"})],
            "sections[0].fields[0].show_if.field",
        ),
        (
            [field("text", show_if={"field": "a", "op": "is", "value": 1})],
            "sections[0].fields[0].show_if.op",
        ),
        (
            [field("text", show_if={"any": [{"field": "a", "op": "eq"}]})],
            "sections[0].fields[0].show_if.any[0]",
        ),
        ([field("text", same_sex_as="a")], "sections[0].fields[0].same_sex_as"),
        ([field("text", applicant_class="poor")], "sections[0].fields[0].applicant_class"),
        ([field("yes_no", applicant_class="rich")], "sections[0].fields[0].applicant_class"),
        ([field("yes_no", applicant_class="by_age")], "sections[0].fields[0].applicant_class"),
        ([field("date", applicant_class="child")], "sections[0].fields[0].applicant_class"),
        (
            [field("one_of", choices=[CHOICES[0] | {"applicant_class": "rich"}])],
            "sections[0].fields[0].choices[0].applicant_class",
        ),
        (
            [field("group", item_label="M", fields=[field("yes_no", "a", applicant_class="poor")])],
            "sections[0].fields[0].fields[0].applicant_class",
        ),
    ],
)
def test_a_mistake_is_named_by_its_path(fields, path):
    with pytest.raises(DefinitionError) as refusal:
        form_of(*fields)
    assert refusal.value.path == path


def test_a_group_does_not_hold_a_group():
    inner = field("group", "inner", item_label="M", fields=[field("text", "a")])
    with pytest.raises(DefinitionError, match="nhóm không lồng trong nhóm"):
        form_of(field("group", item_label="M", fields=[inner]))


@pytest.mark.parametrize("data", [[], "x", {"sections": {}}, {"sections": [1]}, {"section": []}])
def test_what_is_no_form_is_refused(data):
    with pytest.raises(DefinitionError):
        EForm.parse(data)
