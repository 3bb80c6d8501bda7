from services.eforms.definition import EForm
from services.eforms.progress import progress
from tests.services.eforms.forms import field, places

FORM = EForm.parse(
    {
        "sections": [
            {
                "key": "a",
                "title": "A",
                "fields": [
                    field("text", "one", required=True),
                    field("text", "two", required=True),
                ],
            },
            {"key": "b", "title": "B", "fields": [field("text", "three")]},
            {
                "key": "c",
                "title": "C",
                "fields": [
                    field(
                        "text",
                        "four",
                        required=True,
                        show_if={"field": "one", "op": "eq", "value": "x"},
                    )
                ],
            },
        ]
    }
)


def states(answers):
    return {each.section.key: each.state for each in progress(FORM, answers, places=places)}


def test_a_section_is_to_do_started_or_done():
    assert states({}) == {"a": "todo", "b": "optional"}
    assert states({"one": "y"}) == {"a": "started", "b": "optional"}
    assert states({"one": "y", "two": "z", "three": "w"}) == {"a": "done", "b": "done"}


def test_a_section_whose_fields_are_all_hidden_is_left_out():
    assert states({"one": "x"}) == {"a": "started", "b": "optional", "c": "todo"}
