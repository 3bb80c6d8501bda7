import json

import pytest

from services.eforms.answers import clean
from services.eforms.definition import EForm
from services.eforms.prefill import SOURCES, prefill
from services.importing.handmade import DATA
from tests.services.eforms.forms import field, form_of, places

FACTS = {
    "profile.full_name": "Nguyễn Thị Trà",
    "profile.identity_number": "049190001234",
    "profile.birth_date": "22/03/1990",
    "profile.sex": "female",
    "profile.phone": "0912345678",
    "profile.email": "tra@motcua.example",
    "profile.address": {"commune": "20977", "line": "Thôn 3"},
}
SHIPPED = sorted((DATA / "eforms").glob("*.json"))


def shipped(path):
    return EForm.parse(json.loads(path.read_text(encoding="utf-8")))


def test_known_facts_become_first_answers():
    form = form_of(
        field("text", "name", prefill="profile.full_name"),
        field("text", "other"),
        field("address", "home", prefill="profile.address"),
    )
    assert prefill(form, FACTS) == {
        "name": "Nguyễn Thị Trà",
        "home": {"commune": "20977", "line": "Thôn 3"},
    }


def test_an_empty_profile_fills_in_nothing():
    form = form_of(
        field("text", "name", prefill="profile.full_name"),
        field("address", "home", prefill="profile.address"),
    )
    empty = {"profile.full_name": "", "profile.address": {"commune": "", "line": ""}}
    assert prefill(form, empty) == {}
    assert prefill(form, {}) == {}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_full_profile_completes_the_applicant_of_every_shipped_form(path):
    form = shipped(path)
    cleaned = clean(form, prefill(form, FACTS), partial=True, places=places)
    assert cleaned.errors == {}
    assert {
        key: cleaned.values[key] for key in ("full_name", "birth_date", "sex", "identity_number")
    } == {
        "full_name": "Nguyễn Thị Trà",
        "birth_date": "1990-03-22",
        "sex": "female",
        "identity_number": "049190001234",
    }
    assert cleaned.values["address"]["text"] == (
        "Thôn 3, Xã Tam Tiến, Huyện Núi Thành, tỉnh Quảng Nam"
    )


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_forms_only_name_known_facts(path):
    assert {each.prefill for each in shipped(path).fields()} - {""} <= set(SOURCES)
