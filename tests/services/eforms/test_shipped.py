"""Every form that we ship can be filled in to the end, whichever way the questions are answered."""

import json
import re
from datetime import UTC, datetime

import pytest

from portal.shared import clock
from services.eforms.answers import clean
from services.eforms.definition import EForm
from services.eforms.progress import progress
from services.eforms.reading import read
from services.importing.handmade import DATA
from tests.services.eforms.forms import places

SHIPPED = {path.stem: path for path in sorted((DATA / "eforms").glob("*.json"))}
PATTERNED = ["09/2004", "1960", "4711", "490123456789"]
PLAIN = {
    "text": "Trà",
    "long_text": "Nội dung",
    "money": "50 triệu",
    "tax_code": "0100109106",
    "phone": "0912 345 678",
    "email": "tra@motcua.example",
    "address": {"commune": "20977", "line": "Thôn 3"},
}


def form_of(code):
    return EForm.parse(json.loads(SHIPPED[code].read_text(encoding="utf-8")))


def answer(field, *, first):
    """A fitting answer; of choices the first and yes, or the last and no."""
    place = 0 if first else -1
    match field.type:
        case "group":
            return [{inner.key: answer(inner, first=first) for inner in field.fields}]
        case "one_of":
            return field.choices[place].value
        case "several_of":
            return [field.choices[place].value]
        case "yes_no":
            return "yes" if first else "no"
        case "date":
            return "22/03/2022" if field.min == "today" else "22/03/1990"
        case "personal_number":
            return "049090001234" if first else "049190001234"
        case "whole_number":
            return str(field.min or 1)
    if field.pattern:
        return next(text for text in PATTERNED if re.fullmatch(field.pattern, text))
    return PLAIN[field.type]


@pytest.mark.parametrize("first", [True, False], ids=["first choices", "last choices"])
@pytest.mark.parametrize("code", SHIPPED)
def test_can_be_filled_in_to_the_end(code, first):
    form = form_of(code)
    raw = {field.key: answer(field, first=first) for field in form.fields()}
    with clock.pinned(datetime(2022, 3, 22, 3, tzinfo=UTC)):
        cleaned = clean(form, raw, partial=False, places=places)
        states = {each.state for each in progress(form, cleaned.kept, places=places)}
    assert cleaned.errors == {}
    assert states == {"done"}
    assert all(each.answers for each in read(form, cleaned.values))


@pytest.mark.parametrize("code", SHIPPED)
def test_an_empty_form_asks_for_all_that_is_required(code):
    form = form_of(code)
    errors = clean(form, {}, partial=False, places=places).errors
    shown = {field.key for field in form.fields() if field.required and field.show_if is None}
    assert {path.split(".")[0] for path in errors} >= shown


@pytest.mark.parametrize("code", SHIPPED)
def test_is_written_in_whole_composed_vietnamese(code):
    text = SHIPPED[code].read_text(encoding="utf-8")
    assert not re.search("[\u0300-\u036f]", text)
    for field in form_of(code).fields():
        assert field.label == field.label.strip()
        assert not field.label.endswith((".", ":"))
        assert not field.pattern_message or field.pattern_message.endswith(".")
