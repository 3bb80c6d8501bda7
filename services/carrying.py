"""Answers of one revision's form carried over to another's, field by field.

An answer is carried where the same key still asks for the same type of answer. What has no place
in the new form is told, with its question, so that nothing that was typed is lost unseen.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from services.eforms.definition import WITH_CHOICES, EForm, Field
from services.eforms.fields import BY_NAME
from services.eforms.reading import row_title

# Never typed by a person: computed values are computed anew, files hang on the dossier.
NOT_TYPED = ("computed", "file")


@dataclass(frozen=True)
class LeftAnswer:
    """An answer without a place in the new form, as people read it."""

    label: str
    text: str

    def as_json(self) -> dict[str, str]:
        """What is kept of it."""
        return {"label": self.label, "text": self.text}


@dataclass(frozen=True)
class Carried:
    """`answers` are raw ones for `clean(new_form, …)`; `left` is what they do not hold."""

    answers: dict[str, Any]
    left: tuple[LeftAnswer, ...]


def carry(old: EForm, new: EForm, answers: Mapping[str, Any]) -> Carried:
    """What of these answers the new form still asks for, and what it does not."""
    targets = {field.key: field for field in new.fields()}
    carried: dict[str, Any] = {}
    left: list[LeftAnswer] = []
    for field in old.fields():
        answer = answers.get(field.key)
        if field.type in NOT_TYPED or BY_NAME[field.type].is_empty(answer):
            continue
        kept, lost = _carry_one(field, targets.get(field.key), answer, prefix="")
        if kept is not None:
            carried[field.key] = kept
        left += lost
    return Carried(carried, tuple(left))


def _carry_one(
    field: Field, target: Field | None, answer: Any, *, prefix: str
) -> tuple[Any, list[LeftAnswer]]:
    if target is None or target.type != field.type:
        return None, list(_as_read(field, answer, prefix))
    if field.fields:
        return _carry_rows(field, target, answer)
    if field.type in WITH_CHOICES:
        return _carry_choices(field, target, answer, prefix)
    return answer, []


def _carry_rows(group: Field, target: Field, rows: Any) -> tuple[Any, list[LeftAnswer]]:
    targets = {inner.key: inner for inner in target.fields}
    kept_rows, left = [], []
    for index, row in enumerate(_rows(rows)):
        kept: dict[str, Any] = {}
        for inner in group.fields:
            answer = row.get(inner.key)
            if inner.type in NOT_TYPED or BY_NAME[inner.type].is_empty(answer):
                continue
            prefix = f"{row_title(group, index)}: "
            value, lost = _carry_one(inner, targets.get(inner.key), answer, prefix=prefix)
            if value is not None:
                kept[inner.key] = value
            left += lost
        kept_rows.append(kept)
    return kept_rows, left


def _carry_choices(
    field: Field, target: Field, answer: Any, prefix: str
) -> tuple[Any, list[LeftAnswer]]:
    known = {choice.value for choice in target.choices}
    chosen = answer if isinstance(answer, list) else [answer]
    kept = [value for value in chosen if value in known]
    gone = [value for value in chosen if value not in known]
    left = [LeftAnswer(prefix + field.label, _label(field, value)) for value in gone]
    if isinstance(answer, list):
        return kept or None, left
    return (kept[0] if kept else None), left


def _label(field: Field, value: Any) -> str:
    labels = {choice.value: choice.label for choice in field.choices}
    return labels.get(value, str(value))


def _as_read(field: Field, answer: Any, prefix: str) -> Iterator[LeftAnswer]:
    """The answer in words; of a group each answer of each row."""
    if not field.fields:
        yield LeftAnswer(prefix + field.label, BY_NAME[field.type].display(field, answer))
        return
    for index, row in enumerate(_rows(answer)):
        for inner in field.fields:
            value = row.get(inner.key)
            if inner.type not in NOT_TYPED and not BY_NAME[inner.type].is_empty(value):
                yield from _as_read(inner, value, f"{row_title(field, index)}: ")


def _rows(answer: Any) -> list[Mapping[str, Any]]:
    if not isinstance(answer, list):
        return []
    return [row for row in answer if isinstance(row, Mapping)]
