"""What is typed on an editing page: a form, and rows of small forms that are added and removed by
buttons, without a script."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

Rows: TypeAlias = "forms.BaseFormSet[Unchecked]"

_BUTTON = re.compile(r"(add|remove|up|down)__([a-z_]{1,20})(?:__([0-9]{1,3}))?")
_MOST_ROWS = 60


class Unchecked(forms.Form):
    """A form that can be shown again as it was typed, without a word about mistakes."""

    is_unchecked = False

    def full_clean(self) -> None:
        """Nothing is wrong with what nobody has sent in yet."""
        if not self.is_unchecked:
            super().full_clean()
            return
        self._errors: ErrorDict = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}


@dataclass(frozen=True)
class Difference:
    """A control in which the page and the draft differ."""

    label: str
    href: str
    typed: str
    stored: str


class Sheet:
    """One form, and rows by their prefix."""

    def __init__(self, form: Unchecked, rows: Mapping[str, Rows] | None = None) -> None:
        self.form = form
        self.rows = dict(rows or {})
        self._row_problems: dict[str, str] = {}

    def leave_unchecked(self) -> None:
        """Show what was typed, and no mistakes."""
        for form in self._forms():
            form.is_unchecked = True

    def focus(self, row: str) -> None:
        """Let the browser go on at this row, `laws-2`, after its list has changed."""
        prefix, _dash, number = row.partition("-")
        rows = self.rows[prefix].forms
        if int(number) < len(rows):
            first = next(iter(rows[int(number)].fields.values()))
            first.widget.attrs["autofocus"] = True

    def is_valid(self) -> bool:
        """Whether everything can be read; the rules come after."""
        readable = [form.is_valid() for form in self._forms()]
        return all(readable)

    def values(self, prefix: str) -> list[dict[str, Any]]:
        """What the rows say, those left blank not among them."""
        return [form.cleaned_data for form in self._filled(prefix)]

    def refuse(self, errors: Mapping[str, str]) -> None:
        """Put each mistake beside its control; what has no control above all."""
        for place, text in errors.items():
            if place in self.rows:
                self._row_problems[place] = text
                self.rows[place].problem = text  # type: ignore[attr-defined]
                continue
            form, name = self._control(place)
            form.add_error(name, text)

    @property
    def errors(self) -> list[dict[str, str]]:
        """For the error summary."""
        lines = [{"href": "", "text": str(text)} for text in self.form.non_field_errors()]
        for prefix, text in self._row_problems.items():
            lines.append({"href": f"#{prefix}", "text": text})
        for form, title in self._titled():
            for field in form:
                lines += [_line(field, title, text) for text in field.errors]
        return lines

    def differences(self, stored: "Sheet") -> list[Difference]:
        """The controls that say something else than `stored`, with both texts."""
        ours, theirs = dict(self._readable()), dict(stored._readable())
        return [
            Difference(label, href, typed, theirs.get(href, (label, ""))[1])
            for href, (label, typed) in ours.items()
            if typed != theirs.get(href, (label, ""))[1]
        ] + [
            Difference(label, "", "", there)
            for href, (label, there) in theirs.items()
            if href not in ours and there
        ]

    def _forms(self) -> Iterator[Unchecked]:
        yield self.form
        for rows in self.rows.values():
            yield from rows.forms

    def _titled(self) -> Iterator[tuple[forms.Form, str]]:
        yield self.form, ""
        for rows in self.rows.values():
            for number, form in enumerate(rows.forms, start=1):
                yield form, f" {number}"

    def _filled(self, prefix: str) -> list[forms.Form]:
        return [form for form in self.rows[prefix].forms if form.has_changed()]

    def _control(self, place: str) -> tuple[forms.Form, str | None]:
        prefix, _dash, rest = place.partition("-")
        number, _dash, name = rest.partition("-")
        if prefix in self.rows and number.isdecimal():
            filled = self._filled(prefix)
            if int(number) < len(filled) and name in filled[int(number)].fields:
                return filled[int(number)], name
        return self.form, place if place in self.form.fields else None

    def _readable(self) -> Iterator[tuple[str, tuple[str, str]]]:
        for form, title in self._titled():
            for field in form:
                if not field.is_hidden:
                    label = f"{field.label}{title}"
                    yield href_of(field), (label, _as_read(field))


def shown_when(field: str, *values: str) -> str:
    """The condition for js/show-if.js: the control named `field` has one of these values."""
    return json.dumps({"field": field, "op": "in", "value": values})


def href_of(field: forms.BoundField) -> str:
    """The address of the control within its page."""
    return f"#{field.auto_id}_0" if field.use_fieldset else f"#{field.auto_id}"


def _line(field: forms.BoundField, title: str, text: Any) -> dict[str, str]:
    return {"href": href_of(field), "text": f"{field.label}{title}: {text}"}


def _as_read(field: forms.BoundField) -> str:
    value = field.value()
    choices = dict(getattr(field.field, "choices", ()))
    if isinstance(value, list | tuple):
        return ", ".join(_label(choices, each) for each in value)
    if value is None or value is False:
        return ""
    return "✓" if value is True or value == "on" else _label(choices, value).replace("\r\n", "\n")


def _label(choices: Mapping[Any, Any], value: Any) -> str:
    return str(choices.get(value, choices.get(str(value), value)))


def row_forms(
    form_class: type[Unchecked], prefix: str, data: QueryDict | None, stored: Sequence[Any]
) -> Rows:
    """The rows as they were typed, else as they are stored; one blank row where there are none."""
    factory = forms.formset_factory(
        form_class, extra=0 if stored else 1, absolute_max=_MOST_ROWS + 1, max_num=_MOST_ROWS
    )
    if data is not None:
        return factory(data, prefix=prefix)
    return factory(prefix=prefix, initial=list(stored))


def rearranged(data: QueryDict, prefixes: Sequence[str]) -> tuple[QueryDict, str] | None:
    """What was typed with a row more, less or moved, when such a button was pressed, and the
    prefix of the row to go on with; else None."""
    for name in data:
        pressed = _BUTTON.fullmatch(name)
        if pressed and pressed[2] in prefixes:
            return _after(data, pressed[1], pressed[2], int(pressed[3] or 0))
    return None


def _after(data: QueryDict, button: str, prefix: str, at: int) -> tuple[QueryDict, str]:
    changed = data.copy()
    total = changed.get(f"{prefix}-TOTAL_FORMS", "0")
    count = min(int(total), _MOST_ROWS) if total.isdecimal() and len(total) < 4 else 0
    order = list(range(count))
    here = at
    if button == "add" and count < _MOST_ROWS:
        here, count = count, count + 1
    elif button == "remove" and at in order:
        order.remove(at)
        here, count = max(at - 1, 0), count - 1
    elif button in ("up", "down") and at in order:
        here = min(max(at + (-1 if button == "up" else 1), 0), count - 1)
        order.insert(here, order.pop(at))
    old = {name: changed.pop(name) for name in list(changed) if _is_row(name, prefix)}
    for new, before in enumerate(order):
        start = f"{prefix}-{before}-"
        for name, values in old.items():
            if name.startswith(start):
                changed.setlist(f"{prefix}-{new}-{name.removeprefix(start)}", values)
    changed[f"{prefix}-TOTAL_FORMS"] = str(count)
    changed[f"{prefix}-INITIAL_FORMS"] = "0"
    return changed, f"{prefix}-{here}"


def _is_row(name: str, prefix: str) -> bool:
    return re.fullmatch(rf"{prefix}-[0-9]+-.+", name) is not None
