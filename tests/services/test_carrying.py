"""Answers carried over field by field."""

from typing import Any

from services.carrying import carry
from services.eforms.definition import EForm


def form(*fields: dict[str, Any]) -> EForm:
    return EForm.parse({"sections": [{"key": "only", "title": "Phần", "fields": list(fields)}]})


def text(key: str, label: str = "", **more: Any) -> dict[str, Any]:
    return {"key": key, "type": "text", "label": label or key, **more}


COLOURS = [{"value": "red", "label": "Đỏ"}, {"value": "blue", "label": "Xanh"}]


def choice(kind: str, *choices: dict[str, str]) -> dict[str, Any]:
    return {"key": "colour", "type": kind, "label": "Màu", "choices": list(choices)}


def rows(*fields: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": "homes", "type": "group", "label": "Nơi cư trú", "item_label": "Nơi", "fields":
        list(fields),
    }  # fmt: skip


def left(carried: Any) -> list[tuple[str, str]]:
    return [(each.label, each.text) for each in carried.left]


def test_the_same_key_and_type_keeps_its_answer_wherever_it_stands() -> None:
    old = form(text("name"), text("purpose"))
    new = EForm.parse(
        {
            "sections": [
                {"key": "first", "title": "1", "fields": [text("purpose", "Để làm gì?")]},
                {"key": "second", "title": "2", "fields": [text("name"), text("more")]},
            ]
        }
    )
    carried = carry(old, new, {"name": "Trà", "purpose": "Xin việc"})
    assert carried.answers == {"name": "Trà", "purpose": "Xin việc"}
    assert carried.left == ()


def test_a_question_that_is_gone_is_told_with_its_answer() -> None:
    carried = carry(form(text("name"), text("fax", "Số fax")), form(text("name")), {"fax": "0235"})
    assert carried.answers == {}
    assert left(carried) == [("Số fax", "0235")]


def test_another_type_under_the_same_key_is_another_question() -> None:
    old = form({"key": "when", "type": "date", "label": "Ngày"})
    carried = carry(old, form(text("when")), {"when": "2022-03-22"})
    assert carried.answers == {}
    assert left(carried) == [("Ngày", "22/03/2022")]


def test_what_was_typed_and_cannot_be_used_is_carried_as_typed() -> None:
    phone = {"key": "phone", "type": "phone", "label": "Điện thoại"}
    carried = carry(form(phone), form(phone), {"phone": "09051"})
    assert carried.answers == {"phone": "09051"}


def test_a_choice_that_is_gone() -> None:
    old, new = form(choice("one_of", *COLOURS)), form(choice("one_of", COLOURS[0]))
    assert carry(old, new, {"colour": "red"}).answers == {"colour": "red"}
    gone = carry(old, new, {"colour": "blue"})
    assert gone.answers == {}
    assert left(gone) == [("Màu", "Xanh")]


def test_of_several_choices_those_that_are_left_stay() -> None:
    old, new = form(choice("several_of", *COLOURS)), form(choice("several_of", COLOURS[1]))
    carried = carry(old, new, {"colour": ["red", "blue"]})
    assert carried.answers == {"colour": ["blue"]}
    assert left(carried) == [("Màu", "Đỏ")]


def test_rows_go_over_with_what_is_still_asked_in_them() -> None:
    old, new = form(rows(text("place"), text("until", "Đến khi"))), form(rows(text("place")))
    answers = {"homes": [{"place": "Tam Kỳ", "until": "2020"}, {"place": "Hội An"}]}
    carried = carry(old, new, answers)
    assert carried.answers == {"homes": [{"place": "Tam Kỳ"}, {"place": "Hội An"}]}
    assert left(carried) == [("Nơi 1: Đến khi", "2020")]


def test_a_group_that_is_gone_leaves_each_answer_of_each_row() -> None:
    old = form(rows(text("place", "Nơi ở"), text("until", "Đến khi")))
    answers = {"homes": [{"place": "Tam Kỳ"}, {"place": "Hội An", "until": "2021"}]}
    carried = carry(old, form(text("name")), answers)
    assert left(carried) == [
        ("Nơi 1: Nơi ở", "Tam Kỳ"), ("Nơi 2: Nơi ở", "Hội An"), ("Nơi 2: Đến khi", "2021"),
    ]  # fmt: skip


def test_unknown_keys_and_odd_shapes_do_no_harm() -> None:
    old, new = form(rows(text("place"))), form(rows(text("place")))
    assert carry(old, new, {"homes": "no rows", "else": 1}).answers == {"homes": []}
