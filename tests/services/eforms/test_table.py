"""Tables: rows that people add, and rows that the form has named."""

import re

from django.http import QueryDict
from django.template.loader import render_to_string

from services.eforms.answers import clean
from services.eforms.posting import change_rows, from_changes, from_post
from services.eforms.reading import read
from services.eforms.web import bind
from tests.services.eforms.forms import field, form_of

COLUMNS = [field("text", "what", required=True), field("whole_number", "count")]
FREE = form_of(field("table", "goods", item_label="Mặt hàng", max_items=3, fields=COLUMNS))
NAMED = form_of(field("table", "years", row_labels=["Năm 2020", "Năm 2021"], fields=COLUMNS))
REQUIRED = form_of(
    field("table", "years", row_labels=["Năm 2020", "Năm 2021"], fields=COLUMNS, required=True)
)


def html_of(form, answers):
    cleaned = clean(form, answers, partial=True)
    section = bind(form.sections[0], cleaned.kept, errors=cleaned.errors)
    return render_to_string("components/eform/section.html", {"section": section})


def test_is_stored_as_rows():
    cleaned = clean(FREE, {"goods": [{"what": "Gạo", "count": "2"}, {}]}, partial=False)
    assert cleaned.errors == {}
    assert cleaned.values == {"goods": [{"what": "Gạo", "count": 2}]}
    assert clean(FREE, {"goods": [{"count": "2"}]}, partial=False).errors == {
        "goods.0.what": "Hãy điền “Nhãn”."
    }


def test_has_no_more_rows_than_it_may():
    errors = clean(FREE, {"goods": [{"what": "x"}] * 4}, partial=False).errors
    assert errors == {"goods": "Bảng “Nhãn” có tối đa 3 dòng. Hãy bớt đi."}


def test_named_rows_stay_in_their_places():
    cleaned = clean(NAMED, {"years": [{}, {"what": "x"}, {"what": "thừa"}]}, partial=False)
    assert cleaned.errors == {}
    assert cleaned.values == {"years": [{}, {"what": "x"}]}
    [section] = read(NAMED, cleaned.values)
    assert [item.title for item in section.answers[0].items] == ["Năm 2021"]


def test_an_untouched_table_with_named_rows_is_no_answer():
    assert clean(NAMED, {"years": [{}, {}]}, partial=False).values == {}
    assert clean(REQUIRED, {}, partial=False).errors == {"years": "Hãy điền bảng “Nhãn”."}


def test_every_named_row_of_a_required_table_is_asked_for():
    errors = clean(REQUIRED, {"years": [{"what": "x"}]}, partial=False).errors
    assert errors == {"years.1.what": "Hãy điền “Nhãn”."}
    assert clean(REQUIRED, {"years": [{"what": "x"}]}, partial=True).errors == {}


def test_is_posted_row_by_row():
    data = QueryDict("goods.0=1&goods.0.what=G%E1%BA%A1o&goods.1=1&goods.1.what=&goods.1.count=2")
    section = FREE.sections[0]
    assert from_post(section, data) == {"goods": [{"what": "Gạo"}, {"what": "", "count": "2"}]}
    raw = {"goods": [{"what": "Gạo"}]}
    assert change_rows(section, raw, QueryDict("add__goods=1")) == {"goods": [{"what": "Gạo"}, {}]}
    assert change_rows(section, raw, QueryDict("remove__goods__0=1")) == {"goods": []}


def test_named_rows_are_neither_added_nor_removed_nor_moved():
    section = NAMED.sections[0]
    raw = {"years": [{"what": "x"}]}
    assert change_rows(section, raw, QueryDict("add__years=1")) is None
    assert change_rows(section, raw, QueryDict("remove__years__0=1")) is None
    posted = QueryDict("years.1.what=x&changed=years")
    assert from_changes(section, posted, {}) == {"years": [{}, {"what": "x"}]}


def test_is_a_table_whose_every_control_has_its_label():
    html = html_of(FREE, {"goods": [{"what": "Gạo"}]})
    assert html.count('<th scope="col">') == 3
    assert re.search(r'<th scope="row">.*Mặt hàng', html)
    assert '<label class="field__label" for="id_goods.0.what">' in html
    assert 'name="add__goods"' in html and 'name="remove__goods__0"' in html
    assert 'name="goods.__i__.what"' in html


def test_named_rows_offer_no_buttons():
    html = html_of(NAMED, {})
    assert html.count("data-repeat-item") == 2
    assert "Năm 2020" in html and "Năm 2021" in html
    assert "add__" not in html and "remove__" not in html
