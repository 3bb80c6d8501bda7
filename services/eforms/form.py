"""A form as frozen values: sections of fields. What is allowed is checked in `checks`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from services.eforms.conditions import Condition
from services.eforms.formula import Formula
from services.eforms.limits import MAX_ITEMS, MAX_MEGABYTES

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
    "computed",
    "file",
    "group",
    "table",
)
WITH_CHOICES = ("one_of", "several_of")
NUMBERS = ("whole_number", "money")
WITH_ROWS = ("group", "table")
TYPED_AS_TEXT = (
    "text",
    "long_text",
    "whole_number",
    "money",
    "date",
    "personal_number",
    "tax_code",
    "phone",
    "email",
)
TODAY = "today"
# Of a date field: the classes that follow from the age of the person born on that day.
BY_AGE = "by_age"
# The unit that makes a computed value an amount of money.
DONG = "đ"


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
    formula: Formula | None = None
    fields: tuple["Field", ...] = ()
    min_items: int = 0
    max_items: int = MAX_ITEMS
    item_label: str = ""
    row_labels: tuple[str, ...] = ()
    max_files: int = 1
    max_megabytes: int = MAX_MEGABYTES
    applicant_class: str = ""

    @property
    def has_rows(self) -> bool:
        """Whether its answer is a list of rows: a group or a table."""
        return self.type in WITH_ROWS

    @property
    def is_amount(self) -> bool:
        """Whether its number is an amount of money."""
        return self.type == "money" or (self.type == "computed" and self.unit == DONG)

    @property
    def is_number(self) -> bool:
        """Whether its answer is a whole number, an amount of money included."""
        return self.type in (*NUMBERS, "computed")

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
        if self.formula is not None:
            data["formula"] = self.formula.as_json()
        if self.row_labels:
            data["row_labels"] = list(self.row_labels)
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

    def as_json(self) -> dict[str, Any]:
        """Its JSON."""
        data: dict[str, Any] = {"key": self.key, "title": self.title}
        if self.intro:
            data["intro"] = self.intro
        return data | {"fields": [field.as_json() for field in self.fields]}


def least_items(field: Field) -> int:
    """How many rows a group or table must have; a required one has at least one."""
    return len(field.row_labels) or max(field.min_items, 1 if field.required else 0)


def most_items(field: Field) -> int:
    """How many rows a group or table may have."""
    return len(field.row_labels) or field.max_items


def placed(sections: Sequence[Section]) -> Iterator[tuple[str, Field]]:
    """Each top field with its path in the JSON."""
    for number, section in enumerate(sections):
        for index, field in enumerate(section.fields):
            yield f"sections[{number}].fields[{index}]", field
