"""The sheet of a field: types, guards, mistakes beside their control."""

from typing import Any

import pytest
from django.test import Client

from services.building.types import TYPE_WORDS
from services.eforms.form import TYPES
from services.models import Revision, RevisionDraft
from tests.services.web.manage.builder.conftest import FORM, Form, Post, field, keys, text

NO_CHOICES = {"choices-TOTAL_FORMS": "0", "choices-INITIAL_FORMS": "0"}


def publish(draft: RevisionDraft) -> None:
    """The form as it is now, as what citizens have answered."""
    revision = Revision.objects.create(
        procedure=draft.procedure, number=1, name="Cấp bản sao", sector_name="Hộ tịch", level=3,
        agency_level="province", agency_text="Sở Tư pháp", eform=draft.content_json["eform"],
    )  # fmt: skip
    Revision.objects.filter(pk=revision.pk).update(
        state="superseded", in_force="[2022-01-01,2022-02-01)"
    )


def test_every_type_of_the_engine_is_offered() -> None:
    assert [words.name for words in TYPE_WORDS] == list(TYPES)


@pytest.mark.parametrize("kind", TYPES)
def test_the_sheet_of_each_type_is_shown(manage: Client, kind: str) -> None:
    page = manage.get(f"{FORM}new-field/?section=request&type={kind}")

    assert page.status_code == 200
    assert 'name="label"' in text(page)


TYPED: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "text": (
        {"pattern_preset": "plate", "max_length": "20", "required": "on"},
        {
            "required": True, "max_length": 20,
            "pattern": r"[0-9]{2}[A-Z][A-Z0-9]?[- ]?(?:[0-9]{4}|[0-9]{3}\.?[0-9]{2})",
            "pattern_message": "Nhập biển số xe theo dạng 92A-123.45.",
        },
    ),
    "whole_number": (
        {"unit": "bản", "min": "1", "max": "1.000"}, {"unit": "bản", "min": 1, "max": 1000}
    ),
    "date": (
        {"min": "1/1/1900", "max": "Hôm nay", "by_age": "on"},
        {"min": "1900-01-01", "max": "today", "applicant_class": "by_age"},
    ),
    "yes_no": ({"applicant_class": "poor"}, {"applicant_class": "poor"}),
    "several_of": (
        NO_CHOICES | {"more_choices": "Một\n\nHai\nMột nữa"},
        {
            "choices": [
                {"value": "mot", "label": "Một"}, {"value": "hai", "label": "Hai"},
                {"value": "mot_nua", "label": "Một nữa"},
            ]
        },
    ),
    "personal_number": (
        {"prefill": "profile.identity_number", "same_sex_as": "sex",
         "same_birth_as": "birth_date"},
        {"prefill": "profile.identity_number", "same_sex_as": "sex",
         "same_birth_as": "birth_date"},
    ),
    "computed": (
        {"operation": "sum_rows", "of_1": "children.weight"},
        {"formula": {"op": "sum_rows", "of": ["children"], "column": "weight"}},
    ),
    "file": ({"max_files": "3", "max_megabytes": "5"}, {"max_files": 3, "max_megabytes": 5}),
    "group": ({"item_label": "Người con", "max_items": "4"},
              {"item_label": "Người con", "max_items": 4}),
    "table": ({"row_labels": "Năm 2021\nNăm 2022"}, {"row_labels": ["Năm 2021", "Năm 2022"]}),
}  # fmt: skip


@pytest.mark.parametrize("kind", TYPED)
def test_what_is_typed_is_stored(post: Post, form: Form, kind: str) -> None:
    typed, stored = TYPED[kind]

    response = post("new-field/", section="request", type=kind, label="Câu hỏi mới", **typed)

    assert response.status_code == 302, text(response)
    assert response.headers["Location"] == f"{FORM}#field-cau_hoi_moi"
    assert field(form(), "cau_hoi_moi") == {
        "key": "cau_hoi_moi", "type": kind, "label": "Câu hỏi mới", **stored
    }  # fmt: skip


WRONG = [
    ("whole_number", {"min": "5", "max": "2"}, "max"),
    ("whole_number", {"min": "năm"}, "min"),
    ("date", {"max": "31/02/2022"}, "max"),
    ("date", {"min": "2/1/2022", "max": "1/1/2022"}, "max"),
    ("one_of", NO_CHOICES, None),
    ("text", {"pattern_preset": "own", "pattern": "(", "pattern_message": "Sai"}, "pattern"),
    ("text", {"pattern_preset": "own", "pattern": "(a)\\1", "pattern_message": "x"}, "pattern"),
    ("text", {"key": "Tên"}, "key"),
    ("text", {"key": "copies"}, "key"),
    ("group", {}, "item_label"),
    ("computed", {"operation": "sum", "of_1": "copies"}, "operation"),
    ("money", {"label": "  "}, "label"),
]


@pytest.mark.parametrize(("kind", "typed", "control"), WRONG)
def test_a_mistake_is_beside_its_control_and_nothing_typed_is_lost(
    post: Post, form: Form, kind: str, typed: dict[str, Any], control: str | None
) -> None:
    before = form()

    sent = {"label": "Câu hỏi mới", "hint": "Một gợi ý dài"} | typed
    response = post("new-field/", section="request", type=kind, **sent)

    assert response.status_code == 422
    assert form() == before
    assert "Một gợi ý dài" in text(response)
    errors = response.context["form"].errors
    assert control is None or control in errors, errors
    assert response.context["errors"]


def test_two_choices_alike_are_told_at_the_second(post: Post) -> None:
    rows = {"choices-TOTAL_FORMS": "2", "choices-INITIAL_FORMS": "0",
            "choices-0-label": "Một", "choices-1-label": "Một"}  # fmt: skip

    response = post("new-field/", section="request", type="one_of", label="Chọn", **rows)

    assert response.status_code == 422
    assert "label" in response.context["choices"].forms[1].errors


def test_a_pattern_that_hangs_other_engines_answers_at_once(post: Post) -> None:
    response = post(
        "new-field/", section="request", type="text", label="Mã", pattern_preset="own",
        pattern="(a+)+$", pattern_message="Sai", pattern_sample="a" * 40 + "!", **{"try": "1"},
    )  # fmt: skip

    assert response.status_code == 200
    assert "không khớp" in text(response)


def test_a_new_choice_gets_a_value_and_an_old_one_keeps_its_own(post: Post, form: Form) -> None:
    rows = {
        "choices-TOTAL_FORMS": "3", "choices-INITIAL_FORMS": "0",
        "choices-0-label": "Đi làm", "choices-0-value": "work",
        "choices-1-label": "Khác", "choices-1-value": "other",
        "choices-2-label": "Du học", "choices-2-value": "",
    }  # fmt: skip
    post("fields/purpose/", label="Mục đích", required="on", **rows)

    assert field(form(), "purpose")["choices"] == [
        {"value": "work", "label": "Đi làm"}, {"value": "other", "label": "Khác"},
        {"value": "du_hoc", "label": "Du học"},
    ]  # fmt: skip


def test_a_long_list_of_choices_is_edited_as_lines_and_keeps_its_values(
    post: Post, form: Form, manage: Client
) -> None:
    labels = [f"Nước {number}" for number in range(100)]
    post("new-field/", section="request", type="one_of", label="Quốc tịch",
         more_choices="\n".join(labels))  # fmt: skip
    before = field(form(), "quoc_tich")["choices"]
    assert "Nước 99" in text(manage.get(f"{FORM}fields/quoc_tich/"))

    post("fields/quoc_tich/", label="Quốc tịch", more_choices="\n".join([*labels[1:], "Khác"]))

    assert field(form(), "quoc_tich")["choices"] == [
        *before[1:], {"value": "khac", "label": "Khác"}
    ]  # fmt: skip


def test_a_choice_that_a_condition_needs_stays(post: Post, form: Form) -> None:
    before = form()
    rows = {"choices-TOTAL_FORMS": "1", "choices-INITIAL_FORMS": "0",
            "choices-0-label": "Xin việc làm", "choices-0-value": "work"}  # fmt: skip

    response = post("fields/purpose/", label="Mục đích", **rows)

    assert response.status_code == 422
    assert "Mục đích khác là" in text(response)
    assert form() == before


def test_a_renamed_key_is_followed_everywhere(post: Post, form: Form, draft: RevisionDraft) -> None:
    post("fields/copies/", label="Số bản", min="1", key="so_ban")

    assert keys(form(), 1)[2] == "so_ban"
    assert field(form(), "cost")["formula"]["of"] == ["so_ban"]
    draft.refresh_from_db()
    assert draft.content.fees[0].rule["quantity"] == "so_ban"


def test_a_published_key_and_its_type_are_locked(
    manage: Client, post: Post, form: Form, draft: RevisionDraft
) -> None:
    publish(draft)

    assert 'name="key"' not in text(manage.get(f"{FORM}fields/copies/"))
    assert "đã công bố" in text(manage.get(f"{FORM}fields/copies/type/"))
    post("fields/copies/", label="Số bản", min="1", key="so_ban", type="text")
    assert field(form(), "copies")["type"] == "whole_number"


def test_a_published_key_does_not_come_back_with_another_type(
    post: Post, form: Form, draft: RevisionDraft
) -> None:
    publish(draft)
    post("fields/total/delete/")
    before = form()

    response = post("new-field/", section="request", type="text", label="Tổng", key="total")

    assert response.status_code == 422
    assert "đã công bố ở phiên bản 1 với loại “Tự tính”" in text(response)
    assert form() == before


def test_what_the_sheet_does_not_show_stays(post: Post, form: Form) -> None:
    post("fields/purpose_other/", label="Mục đích khác, ghi rõ", required="on")

    assert field(form(), "purpose_other") == {
        "key": "purpose_other", "type": "text", "label": "Mục đích khác, ghi rõ",
        "required": True, "show_if": {"field": "purpose", "op": "eq", "value": "other"},
    }  # fmt: skip


def test_a_formula_longer_than_the_sheet_stays_whole(
    post: Post, form: Form, draft: RevisionDraft
) -> None:
    content = draft.content_json
    long = {"op": "sum", "of": ["copies"] * 8}
    content["eform"]["sections"][1]["fields"][3]["formula"] = long
    RevisionDraft.objects.filter(pk=draft.pk).update(content_json=content)

    assert post("fields/cost/", label="Tổng\r\nsố").status_code == 302
    assert field(form(), "cost")["formula"] == long
    assert field(form(), "cost")["label"] == "Tổng số"


def test_rows_keep_their_fields_when_the_group_changes(post: Post, form: Form) -> None:
    post("fields/children/", label="Các con", item_label="Người con")

    assert [each["key"] for each in field(form(), "children")["fields"]] == [
        "name", "weight", "note"
    ]  # fmt: skip


def test_a_type_may_change_before_it_is_published(post: Post, form: Form) -> None:
    post("fields/full_name/", label="Họ và tên", type="long_text", required="on")

    assert field(form(), "full_name")["type"] == "long_text"


def test_a_type_that_others_count_on_does_not_change(post: Post, form: Form) -> None:
    before = form()

    response = post("fields/copies/", label="Số bản", type="text")

    assert response.status_code == 422
    assert "Thành tiền" in text(response)
    assert "Lệ phí cấp bản" in text(response)
    assert form() == before


def test_a_field_after_another_and_on_to_the_next(post: Post, form: Form) -> None:
    response = post("new-field/", after="purpose", type="text", label="Nơi làm việc", then="next")

    assert keys(form(), 1)[1] == "noi_lam_viec"
    assert response.headers["Location"] == f"{FORM}new-field/?after=noi_lam_viec"


def test_overtaken_the_typed_text_stands_beside_what_is_stored(
    manage: Client, draft: RevisionDraft, form: Form
) -> None:
    RevisionDraft.objects.filter(pk=draft.pk).update(version=draft.version + 1)
    before = form()

    response = manage.post(
        f"{FORM}fields/full_name/", {"version": draft.version - 1, "label": "Tên tôi gõ"}
    )

    assert response.status_code == 409
    assert "Tên tôi gõ" in text(response)
    assert form() == before


def test_no_rows_in_rows(manage: Client, post: Post) -> None:
    assert post("new-field/", group="children", type="group", label="x").status_code == 404
    page = text(manage.get(f"{FORM}new-field/?group=children"))
    assert "type=text" in page
    assert "type=group" not in page
