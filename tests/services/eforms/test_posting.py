from django.http import QueryDict

from services.eforms.posting import change_rows, from_changes, from_post
from tests.services.eforms.forms import CHOICES, field, form_of

SECTION = form_of(
    field("text", "name"),
    field("yes_no", "open"),
    field("one_of", "one", choices=CHOICES),
    field("several_of", "many", choices=CHOICES),
    field("address", "home"),
    field(
        "group",
        "rows",
        item_label="Mục",
        max_items=3,
        fields=[field("text", "what"), field("yes_no", "sure")],
    ),
).sections[0]


def test_html_names_are_field_paths():
    data = QueryDict(
        "name=Trà&open=yes&one=b&many=a&many=b&home.commune=20977&home.line=Thôn 3"
        "&rows.0=1&rows.0.what=x&rows.0.sure=no&rows.2.what=y&csrfmiddlewaretoken=t&other=z"
    )
    assert from_post(SECTION, data) == {
        "name": "Trà",
        "open": "yes",
        "one": "b",
        "many": ["a", "b"],
        "home": {"commune": "20977", "line": "Thôn 3"},
        "rows": [{"what": "x", "sure": "no"}, {"what": "y", "sure": ""}],
    }


def test_absence_unticks_but_does_not_empty_texts():
    assert from_post(SECTION, QueryDict("")) == {"open": "", "one": "", "many": [], "rows": []}


def test_a_row_of_unticked_circles_is_still_a_row():
    assert from_post(SECTION, QueryDict("rows.0=1&rows.1=1"))["rows"] == [
        {"sure": ""},
        {"sure": ""},
    ]


def test_buttons_add_and_remove_rows():
    raw = {"rows": [{"what": "x"}, {"what": "y"}]}
    assert change_rows(SECTION, raw, QueryDict("add__rows=1")) == {
        "rows": [{"what": "x"}, {"what": "y"}, {}]
    }
    assert change_rows(SECTION, raw, QueryDict("remove__rows__0=1")) == {"rows": [{"what": "y"}]}
    assert change_rows(SECTION, raw, QueryDict("remove__rows__9=1")) == raw
    assert raw == {"rows": [{"what": "x"}, {"what": "y"}]}


def test_other_buttons_change_no_rows():
    for query in ("", "add__name=1", "add__nothing=1", "remove__rows__x=1"):
        assert change_rows(SECTION, {"rows": []}, QueryDict(query)) is None


def test_no_more_rows_than_allowed_are_added():
    raw = {"rows": [{}, {}, {}]}
    assert change_rows(SECTION, raw, QueryDict("add__rows=1")) == raw


def test_an_autosave_brings_only_what_changed():
    assert from_changes(SECTION, QueryDict("changed=name&name=Trà"), {}) == {"name": "Trà"}
    assert from_changes(SECTION, QueryDict("changed=many&many="), {}) == {"many": []}
    assert from_changes(SECTION, QueryDict("changed=rows&rows="), {}) == {"rows": []}
    assert from_changes(SECTION, QueryDict("changed=else&else=1"), {}) == {}


def test_an_address_may_come_in_halves():
    stored = {"home": {"commune": "20977", "line": "Thôn 3", "text": "…"}}
    data = QueryDict("changed=home.line&home.line=Thôn 4")
    assert from_changes(SECTION, data, stored) == {"home": {"commune": "20977", "line": "Thôn 4"}}
    assert from_changes(SECTION, data, {}) == {"home": {"commune": "", "line": "Thôn 4"}}
