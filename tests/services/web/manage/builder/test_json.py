"""A form taken away and pasted as JSON."""

import json

from django.test import Client

from tests.services.building.forms import FORM as EXAMPLE
from tests.services.web.manage.builder.conftest import FORM, Form, Post, text


def test_what_is_taken_away_can_be_pasted(manage: Client, post: Post, form: Form) -> None:
    response = manage.get(f"{FORM}json/?download")
    taken = response.content.decode()

    assert json.loads(taken) == EXAMPLE
    assert "attachment" in response.headers["Content-Disposition"]
    assert post("json/", json=taken.replace("Người nộp", "Người làm đơn")).status_code == 302
    assert form()["sections"][0]["title"] == "Người làm đơn"


def test_all_mistakes_are_named_and_nothing_changes(post: Post, form: Form) -> None:
    before = form()
    wrong = json.loads(json.dumps(EXAMPLE))
    wrong["sections"][0]["fields"][0]["type"] = "txt"
    wrong["sections"][1]["fields"][2]["max"] = 0
    wrong["sections"].append({"key": "rong", "title": "Rỗng", "fields": []})

    page = text(post("json/", json=json.dumps(wrong)))

    assert "sections[0].fields[0].type" in page
    assert "sections[1].fields[2].max" in page
    assert "sections[2].fields" in page
    assert form() == before


def test_text_that_is_no_json_is_kept_and_its_line_named(post: Post, form: Form) -> None:
    before = form()
    for typed in ('{"sections": [\n{"key": }]}', "", "[]", "1", "[" * 100_000):
        response = post("json/", json=typed)
        assert response.status_code == 422, typed[:20]
        assert response.context["json"] == typed
    assert "dòng 2" in text(post("json/", json='{"sections": [\n{"key": }]}'))
    assert form() == before


def test_a_form_that_leaves_a_fee_without_its_quantity_is_refused(post: Post, form: Form) -> None:
    before = form()

    response = post("json/", json='{"sections": []}')

    assert response.status_code == 422
    assert "Lệ phí cấp bản" in text(response)
    assert form() == before
