"""Conditions are chosen, not written."""

from typing import Any

from django.test import Client

from tests.services.web.manage.builder.conftest import FORM, Form, Post, field, text

PAGE = "fields/children/condition/"


def rows(**typed: Any) -> dict[str, Any]:
    return {name.replace("_", "-"): value for name, value in typed.items()} | {"b0-how": "all"}


def test_only_fields_before_it_are_offered(manage: Client) -> None:
    page = text(manage.get(f"{FORM}{PAGE}"))

    assert '<option value="copies">Số bản</option>' in page
    assert 'value="total"' not in page
    assert 'value="children"' not in page


def test_the_right_control_comes_with_the_field(post: Post, form: Form) -> None:
    before = form()

    page = text(post(PAGE, do="refresh:b0-r0", **rows(b0_r0_field="purpose")))

    assert '<option value="work">Xin việc làm</option>' in page
    assert form() == before


def test_a_joined_condition_with_a_group_is_stored(post: Post, form: Form) -> None:
    typed = rows(
        b0_r0_field="copies", b0_r0_op="gt", b0_r0_value="1.000", b1_how="any",
        b1_r0_field="purpose", b1_r0_op="in", b1_r0_value=["work", "other"],
        b1_r1_field="birth_date", b1_r1_op="lt", b1_r1_value="1/2/2000",
    )  # fmt: skip

    assert post(PAGE, do="save", **typed).status_code == 302

    assert field(form(), "children")["show_if"] == {
        "all": [
            {"field": "copies", "op": "gt", "value": 1000},
            {
                "any": [
                    {"field": "purpose", "op": "in", "value": ["work", "other"]},
                    {"field": "birth_date", "op": "lt", "value": "2000-02-01"},
                ]
            },
        ]
    }


def test_it_reads_as_a_sentence(manage: Client, post: Post) -> None:
    typed = rows(b0_r0_field="copies", b0_r0_op="gt", b0_r0_value="2",
                 b0_r1_field="purpose", b0_r1_op="eq", b0_r1_value="work")  # fmt: skip
    post(PAGE, do="save", **typed)

    assert "Hiện khi: Số bản lớn hơn 2 và Mục đích là Xin việc làm" in text(manage.get(FORM))


def test_wrong_values_are_told_and_kept(post: Post, form: Form) -> None:
    before = form()
    for key, op, value in [
        ("copies", "gt", "nhiều"), ("purpose", "eq", "nothing"), ("purpose", "gt", "work"),
        ("birth_date", "gt", "31/02/2000"), ("copies", "eq", ""), ("total", "filled", ""),
    ]:  # fmt: skip
        response = post(PAGE, do="save", **rows(b0_r0_field=key, b0_r0_op=op, b0_r0_value=value))
        assert response.status_code == 422, (key, op, value)
        assert response.context["errors"], (key, op, value)
    assert form() == before


def test_rows_come_and_go_without_saving(post: Post, form: Form) -> None:
    before = form()
    typed = rows(b0_r0_field="copies", b0_r0_op="gt", b0_r0_value="2")

    more = post(PAGE, do="add:0", **typed)
    nested = post(PAGE, do="block", **typed)

    assert 'id="b0-r1-field"' in text(more)
    assert 'id="b1-r0-field"' in text(nested)
    assert 'value="2"' in text(more), "what was typed stays"
    assert form() == before


def test_a_condition_goes(post: Post, form: Form) -> None:
    post("fields/purpose_other/condition/", do="clear", **rows())

    assert "show_if" not in field(form(), "purpose_other")


def test_in_a_row_its_own_fields_come_first(manage: Client) -> None:
    page = text(manage.get(f"{FORM}fields/children.note/condition/"))

    assert '<option value="weight">Cân nặng</option>' in page
    assert '<option value="copies">Số bản</option>' in page


def test_a_circle_cannot_be_pasted_either(post: Post, form: Form) -> None:
    before = form()
    circle = (
        '{"sections": [{"key": "a", "title": "A", "fields": ['
        '{"key": "x", "type": "text", "label": "X",'
        ' "show_if": {"field": "y", "op": "filled"}},'
        '{"key": "y", "type": "text", "label": "Y",'
        ' "show_if": {"field": "x", "op": "filled"}}]}]}'
    )

    response = post("json/", json=circle)

    assert response.status_code == 422
    assert "vòng luẩn quẩn" in text(response)
    assert form() == before
