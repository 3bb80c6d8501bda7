import re

from django.template.loader import render_to_string
from django.utils.html import escape

from services.eforms.answers import clean
from services.eforms.web import bind
from tests.services.eforms.forms import CHOICES, EVERY_TYPE, field, form_of, places


def html_of(form, answers, *, partial=False):
    cleaned = clean(form, answers, partial=partial, places=places)
    section = bind(
        form.sections[0],
        cleaned.kept,
        errors=cleaned.errors,
        warnings=cleaned.warnings,
        places=places,
    )
    return section, render_to_string("components/eform/section.html", {"section": section})


def test_every_type_renders_with_its_own_template():
    section, html = html_of(EVERY_TYPE, {}, partial=True)
    for bound in section.fields:
        assert f'data-field="{bound.name}"' in html


def test_ids_are_unique_and_every_label_and_description_points_to_one():
    _section, html = html_of(EVERY_TYPE, {"group": [{"since": "x"}, {}]})
    page = re.sub(r"<template.*?</template>", "", html, flags=re.S)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    pointed = re.findall(r'\sfor="([^"]+)"', page)
    for described in re.findall(r'aria-describedby="([^"]+)"', page):
        pointed += described.split()
    assert set(pointed) <= set(ids)


def test_an_error_stands_beside_its_field_and_in_the_summary():
    section, html = html_of(form_of(field("date", hint="Ví dụ: 22/03/2022")), {"it": "31/2/2022"})
    words = "Không có ngày 31/2/2022. Nhập ngày theo dạng 22/03/2022."
    assert section.errors == [{"href": "#id_it", "text": words}]
    assert f'id="id_it_error" data-field-error><p>{words}</p>' in html
    assert 'value="31/2/2022"' in html
    assert 'aria-describedby="id_it_helptext id_it_error"' in html
    assert 'aria-invalid="true"' in html


def test_the_summary_leads_to_the_first_control_to_mend():
    form = form_of(
        field("one_of", "one", choices=CHOICES, required=True),
        field("address", "home", required=True),
        field("address", "work"),
        field("group", "rows", item_label="Mục", required=True, fields=[field("text", "what")]),
    )
    section, _html = html_of(form, {"work": {"commune": "20977"}})
    assert [line["href"] for line in section.errors] == [
        "#id_one_0",
        "#id_home.commune",
        "#id_work.line",
        "#id_rows",
    ]


def test_the_summary_says_which_row():
    form = form_of(
        field(
            "group",
            "rows",
            item_label="Nơi cư trú",
            fields=[field("text", "what", required=True), field("text", "why")],
        )
    )
    section, _html = html_of(form, {"rows": [{"what": "x"}, {"why": "y"}]})
    assert section.errors == [{"href": "#id_rows.1.what", "text": "Nơi cư trú 2: Hãy điền “Nhãn”."}]


def test_what_was_typed_is_escaped():
    _section, html = html_of(form_of(field("text")), {"it": '"><script>alert(1)</script>'})
    assert "<script>" not in html


def test_stored_answers_are_shown_as_people_write_them():
    form = form_of(
        field("money", "sum"),
        field("several_of", "many", choices=CHOICES),
        field("address", "home"),
    )
    _section, html = html_of(
        form,
        {"sum": 200000, "many": ["b"], "home": {"commune": "20977", "line": "Thôn 3"}},
    )
    assert 'value="200.000"' in html
    assert 'value="b" checked' in html
    assert '<option value="20977" selected>Xã Tam Tiến, Huyện Núi Thành, tỉnh Quảng Nam' in html
    assert '<optgroup label="Huyện Núi Thành"><option value="20965">' in html


def test_conditions_are_handed_to_the_script():
    form = form_of(
        field("yes_no", "open"),
        field("text", show_if={"field": "open", "op": "eq", "value": "yes"}),
    )
    _section, html = html_of(form, {})
    condition = '{"field": "open", "op": "eq", "value": "yes"}'
    assert f'data-show-if="{escape(condition)}"' in html


def rows_form(**attributes):
    return form_of(
        field("group", "rows", item_label="Mục", fields=[field("text", "what")], **attributes)
    )


def test_a_required_group_opens_with_a_row_that_cannot_be_removed():
    section, html = html_of(rows_form(required=True), {}, partial=True)
    assert len(section.fields[0].rows) == 1
    assert 'name="remove__rows__0" value="1" data-repeat-remove hidden' in html
    assert 'name="add__rows"' in html


def test_a_full_group_offers_no_further_row():
    _section, html = html_of(rows_form(max_items=2), {"rows": [{"what": "x"}, {"what": "y"}]})
    assert 'name="add__rows" value="1" data-repeat-add hidden' in html
    assert 'name="remove__rows__1" value="1" data-repeat-remove>' in html


def test_scripts_find_a_blank_row_to_copy():
    _section, html = html_of(rows_form(), {}, partial=True)
    template = re.search(r"<template data-repeat-template>(.*)</template>", html, re.S)
    assert template
    assert 'name="rows.__i__.what"' in template[1]
    assert 'name="remove__rows____i__"' in template[1]


def test_the_enter_key_does_not_press_a_row_button():
    _section, html = html_of(rows_form(required=True), {}, partial=True)
    first = re.search(r"<button[^>]*>", html)
    assert first and "name=" not in first[0]
