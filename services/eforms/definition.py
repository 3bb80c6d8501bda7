"""A form as data: sections of fields, parsed from the JSON of a revision and never changed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Self

from services.applicant_class import ApplicantClass
from services.eforms.conditions import Condition, parse_condition
from services.eforms.errors import DefinitionError
from services.eforms.reader import Reader

TYPES = (
    "text",
    "long_text",
    "whole_number",
    "money",
    "date",
    "yes_no",
    "one_of",
    "several_of",
    "personal_number",
    "tax_code",
    "phone",
    "email",
    "address",
    "group",
)
WITH_CHOICES = ("one_of", "several_of")
NUMBERS = ("whole_number", "money")
MAX_ITEMS = 30
TODAY = "today"
# Of a date field: the classes that follow from the age of the person born on that day.
BY_AGE = "by_age"

_KEY = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_SOURCE = re.compile(r"[a-z]+\.[a-z]+(?:_[a-z]+)*")


@dataclass(frozen=True)
class Choice:
    """One answer to choose."""

    value: str
    label: str
    applicant_class: str = ""

    def as_json(self) -> dict[str, str]:
        """Its JSON, without what has its default value."""
        base = {"value": self.value, "label": self.label}
        return base | {"applicant_class": self.applicant_class} if self.applicant_class else base


@dataclass(frozen=True)
class Field:
    """One question. What each attribute means is written in docs/eforms.md."""

    key: str
    type: str
    label: str
    required: bool = False
    hint: str = ""
    unit: str = ""
    pattern: str = ""
    pattern_message: str = ""
    min: int | str | None = None
    max: int | str | None = None
    max_length: int | None = None
    choices: tuple[Choice, ...] = ()
    show_if: Condition | None = None
    prefill: str = ""
    same_sex_as: str = ""
    same_birth_as: str = ""
    fields: tuple["Field", ...] = ()
    min_items: int = 0
    max_items: int = MAX_ITEMS
    item_label: str = ""
    applicant_class: str = ""

    @classmethod
    def parse(cls, data: Any, path: str) -> Self:
        """The field of a JSON object. Raises DefinitionError."""
        reader = Reader(data, path)
        condition = reader.any("show_if")
        field = cls(
            key=_key(reader),
            type=reader.text("type"),
            label=reader.text("label"),
            required=reader.flag("required"),
            hint=reader.text("hint", ""),
            unit=reader.text("unit", ""),
            pattern=reader.text("pattern", ""),
            pattern_message=reader.text("pattern_message", ""),
            min=reader.any("min"),
            max=reader.any("max"),
            max_length=reader.count("max_length", None),
            choices=tuple(_choice(member, at) for member, at in reader.items("choices")),
            show_if=None if condition is None else parse_condition(condition, f"{path}.show_if"),
            prefill=reader.text("prefill", ""),
            same_sex_as=reader.text("same_sex_as", ""),
            same_birth_as=reader.text("same_birth_as", ""),
            fields=tuple(cls.parse(member, at) for member, at in reader.items("fields")),
            min_items=reader.count("min_items", 0),
            max_items=reader.count("max_items", MAX_ITEMS),
            item_label=reader.text("item_label", ""),
            applicant_class=reader.text("applicant_class", ""),
        )
        reader.finish()
        _check_field(field, path)
        return field

    def as_json(self) -> dict[str, Any]:
        """Its JSON, without what has its default value."""
        data = {
            each.name: getattr(self, each.name)
            for each in fields(self)
            if getattr(self, each.name) != each.default
        }
        if self.choices:
            data["choices"] = [choice.as_json() for choice in self.choices]
        if self.show_if is not None:
            data["show_if"] = self.show_if.as_json()
        if self.fields:
            data["fields"] = [field.as_json() for field in self.fields]
        return data


@dataclass(frozen=True)
class Section:
    """One page of the form."""

    key: str
    title: str
    fields: tuple[Field, ...]
    intro: str = ""

    @classmethod
    def parse(cls, data: Any, path: str) -> Self:
        """The section of a JSON object. Raises DefinitionError."""
        reader = Reader(data, path)
        section = cls(
            key=_key(reader),
            title=reader.text("title"),
            intro=reader.text("intro", ""),
            fields=tuple(Field.parse(member, at) for member, at in reader.items("fields")),
        )
        reader.finish()
        if not section.fields:
            raise DefinitionError(f"{path}.fields", "phải có ít nhất một trường")
        return section

    def as_json(self) -> dict[str, Any]:
        """Its JSON."""
        data: dict[str, Any] = {"key": self.key, "title": self.title}
        if self.intro:
            data["intro"] = self.intro
        return data | {"fields": [field.as_json() for field in self.fields]}


@dataclass(frozen=True)
class EForm:
    """A whole form. Without sections there is nothing to declare."""

    sections: tuple[Section, ...] = ()

    @classmethod
    def parse(cls, data: Any) -> Self:
        """The form of a JSON object. Raises DefinitionError with the path of the first mistake."""
        reader = Reader(data, "")
        eform = cls(tuple(Section.parse(member, at) for member, at in reader.items("sections")))
        reader.finish()
        _check_keys(eform)
        _check_references(eform)
        return eform

    def as_json(self) -> dict[str, Any]:
        """Its JSON; `EForm.parse` of it gives an equal form."""
        return {"sections": [section.as_json() for section in self.sections]}

    def fields(self) -> Iterator[Field]:
        """All fields in order, those inside groups left out."""
        for section in self.sections:
            yield from section.fields

    def section(self, key: str) -> Section | None:
        """The section with this key, or None."""
        return next((section for section in self.sections if section.key == key), None)


def least_items(group: Field) -> int:
    """How many rows a group must have; a required one has at least one."""
    return max(group.min_items, 1 if group.required else 0)


def _key(reader: Reader) -> str:
    key = reader.text("key")
    if not _KEY.fullmatch(key):
        raise DefinitionError(
            reader.at("key"), "chỉ dùng chữ thường không dấu, chữ số và dấu gạch dưới"
        )
    return key


def _choice(data: Any, path: str) -> Choice:
    reader = Reader(data, path)
    choice = Choice(
        value=reader.text("value"),
        label=reader.text("label"),
        applicant_class=reader.text("applicant_class", ""),
    )
    if choice.applicant_class:
        _check_class(choice.applicant_class, ApplicantClass.values, reader.at("applicant_class"))
    reader.finish()
    return choice


def _check_class(found: str, allowed: Sequence[str], path: str) -> None:
    if found not in allowed:
        raise DefinitionError(path, f"phải là một trong: {', '.join(allowed)}")


def _check_field(field: Field, path: str) -> None:
    if field.type not in TYPES:
        raise DefinitionError(f"{path}.type", f"không có loại trường “{field.type}”")
    if (field.type in WITH_CHOICES) != bool(field.choices):
        raise DefinitionError(f"{path}.choices", "chỉ và phải có ở loại one_of, several_of")
    if len({choice.value for choice in field.choices}) != len(field.choices):
        raise DefinitionError(f"{path}.choices", "có giá trị trùng nhau")
    if field.prefill and not _SOURCE.fullmatch(field.prefill):
        raise DefinitionError(f"{path}.prefill", "phải có dạng profile.full_name")
    if (field.same_sex_as or field.same_birth_as) and field.type != "personal_number":
        raise DefinitionError(path, "same_sex_as, same_birth_as chỉ dùng cho personal_number")
    _check_applicant_class(field, path)
    _check_pattern(field, path)
    _check_bounds(field, path)
    _check_group(field, path)


def _check_applicant_class(field: Field, path: str) -> None:
    if not field.applicant_class:
        return
    at = f"{path}.applicant_class"
    if field.type == "date":
        _check_class(field.applicant_class, (BY_AGE,), at)
    elif field.type == "yes_no":
        _check_class(field.applicant_class, ApplicantClass.values, at)
    else:
        raise DefinitionError(at, "chỉ dùng cho loại date, yes_no và cho từng lựa chọn")


def _check_pattern(field: Field, path: str) -> None:
    try:
        re.compile(field.pattern)
    except re.error as error:
        raise DefinitionError(f"{path}.pattern", f"biểu thức không hợp lệ: {error}") from error
    if bool(field.pattern) != bool(field.pattern_message):
        raise DefinitionError(f"{path}.pattern_message", "phải đi cùng pattern")


def _check_bounds(field: Field, path: str) -> None:
    for name in ("min", "max"):
        bound = getattr(field, name)
        if bound is not None and not _is_bound(field.type, bound):
            raise DefinitionError(
                f"{path}.{name}", "phải là số (loại số) hoặc ngày năm-tháng-ngày, today (loại ngày)"
            )


def _is_bound(kind: str, bound: Any) -> bool:
    if kind in NUMBERS:
        return isinstance(bound, int) and not isinstance(bound, bool)
    if kind != "date" or not isinstance(bound, str):
        return False
    return bound == TODAY or _is_day(bound)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _check_group(field: Field, path: str) -> None:
    if field.type != "group":
        if field.fields or field.item_label:
            raise DefinitionError(path, "fields, item_label chỉ dùng cho loại group")
        return
    if not field.fields or not field.item_label:
        raise DefinitionError(path, "loại group phải có fields và item_label")
    if any(inner.type == "group" for inner in field.fields):
        raise DefinitionError(f"{path}.fields", "nhóm không lồng trong nhóm")
    if any(_names_a_class(inner) for inner in field.fields):
        raise DefinitionError(f"{path}.fields", "applicant_class không dùng trong nhóm")
    if not field.min_items <= field.max_items <= MAX_ITEMS:
        raise DefinitionError(
            f"{path}.max_items", f"phải từ min_items ({field.min_items}) đến {MAX_ITEMS}"
        )
    _once([inner.key for inner in field.fields], f"{path}.fields")


def _names_a_class(field: Field) -> bool:
    return bool(field.applicant_class) or any(choice.applicant_class for choice in field.choices)


def _check_keys(eform: EForm) -> None:
    _once([section.key for section in eform.sections], "sections")
    _once([field.key for field in eform.fields()], "sections")


def _once(keys: list[str], path: str) -> None:
    for key in keys:
        if keys.count(key) > 1:
            raise DefinitionError(path, f"khóa “{key}” dùng hai lần")


def _check_references(eform: EForm) -> None:
    """A field may only look back: so there are no cycles and one pass decides what is shown."""
    seen: dict[str, Field] = {}
    for number, section in enumerate(eform.sections):
        for index, field in enumerate(section.fields):
            path = f"sections[{number}].fields[{index}]"
            _check_reference(field, seen, path)
            inside = dict(seen)
            for position, inner in enumerate(field.fields):
                _check_reference(inner, inside, f"{path}.fields[{position}]")
                inside[inner.key] = inner
            seen[field.key] = field


def _check_reference(field: Field, seen: Mapping[str, Field], path: str) -> None:
    wanted = list(field.show_if.fields()) if field.show_if else []
    wanted += [key for key in (field.same_sex_as, field.same_birth_as) if key]
    for key in wanted:
        if key not in seen:
            raise DefinitionError(path, f"“{key}” không phải trường đứng trước trường này")
