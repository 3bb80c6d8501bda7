"""The outline: small deeds, and what they refuse."""

import json
from collections.abc import Callable

from django.test import Client
from django.utils import translation

from services.actions.discard_draft import discard_draft
from services.actions.edit_draft import edit_draft
from services.models import DraftEdit, RevisionDraft
from tests.services.web.manage.builder.conftest import FORM, Form, Post, keys, text
from tests.world import Person


def test_the_outline_says_what_each_field_is(manage: Client) -> None:
    page = text(manage.get(FORM))

    assert "Hiện khi: Mục đích là Khác" in page
    assert "Bằng: Số bản × 8.000" in page
    assert "Bằng: tổng cột Cân nặng của Con" in page


def test_a_field_moves_up_and_the_button_keeps_the_focus(post: Post, form: Form) -> None:
    response = post("", do="up:field:copies")

    assert keys(form(), 1)[:3] == ["purpose", "copies", "purpose_other"]
    assert response.headers["Location"] == f"{FORM}#field-copies-up"


def test_at_the_edge_the_other_button_has_the_focus(post: Post) -> None:
    assert post("", do="up:field:birth_date").headers["Location"].endswith("#field-birth_date-down")


def test_a_move_that_breaks_a_condition_is_refused_with_its_place(post: Post, form: Form) -> None:
    before = form()

    response = post("", do="up:field:purpose_other")

    assert response.status_code == 422
    assert "Mục đích khác là" in text(response)
    assert "đứng sau" in text(response)
    assert form() == before


def test_a_ready_section_comes_in_whole(post: Post, form: Form) -> None:
    post("", do="ready:applicant")

    added = form()["sections"][2]
    assert added["key"] == "applicant_2"
    assert [field["key"] for field in added["fields"]] == [
        "full_name_2", "birth_date_2", "sex_2", "identity_number", "address", "phone", "email",
    ]  # fmt: skip
    assert added["fields"][3]["same_sex_as"] == "sex_2"
    assert added["fields"][3]["prefill"] == "profile.identity_number"


def test_a_copied_section_speaks_of_its_own_fields(post: Post, form: Form) -> None:
    post("", do="copy:section:request")

    copied = form()["sections"][2]["fields"]
    assert copied[1]["show_if"] == {"field": "purpose_2", "op": "eq", "value": "other"}
    assert copied[3]["formula"]["of"] == ["copies_2"]
    assert copied[5]["formula"] == {"op": "sum_rows", "of": ["children_2"], "column": "weight"}


def test_each_deed_is_in_the_history(post: Post, draft: RevisionDraft) -> None:
    post("", do="copy:field:full_name")

    edit = DraftEdit.objects.filter(draft=draft).latest("id")
    assert (edit.part, edit.words) == ("form", "Sao chép trường “Họ và tên”")


def test_the_history_is_kept_in_vietnamese(
    post: Post, manage: Client, admin: Person, draft: RevisionDraft, form: Form
) -> None:
    manage.cookies["django_language"] = "en"
    post("", do="copy:field:full_name")
    post("json/", json=json.dumps(form()).replace("H\\u1ecd v\\u00e0 t\\u00ean", "Ten"))
    with translation.override("en"):
        discard_draft(actor=admin.actor, draft_id=draft.pk, reason="Nhầm.")

    words = DraftEdit.objects.filter(draft=draft).order_by("id").values_list("words", flat=True)
    assert list(words)[1:] == [
        "Sao chép trường “Họ và tên”",
        "Thay mẫu đơn bằng JSON dán vào",
        "Bỏ bản soạn thảo: Nhầm.",
    ]


def test_who_was_overtaken_changes_nothing(
    manage: Client, draft: RevisionDraft, form: Form, admin: Person
) -> None:
    edit_draft(
        actor=admin.actor, draft_id=draft.pk, version=draft.version, part="facts",
        change=lambda content: type(content).from_json(content.as_json() | {"name": "Tên khác"}),
        words="Sửa",
    )  # fmt: skip
    before = form()

    response = manage.post(FORM, {"version": draft.version - 1, "do": "up:field:copies"})

    assert response.status_code == 409
    assert "vừa lưu bản soạn thảo này" in text(response)
    assert form() == before


def test_a_button_that_is_none_is_not_found(post: Post) -> None:
    for button in ("", "up", "up:field:nothing", "ready:nothing", "delete:field:copies"):
        assert post("", do=button).status_code == 404


def test_a_clerk_may_not(clerk: Person, client_as: Callable[[Person], Client], form: Form) -> None:
    before = form()

    assert client_as(clerk).post(FORM, {"do": "up:field:copies"}).status_code == 403
    assert form() == before
