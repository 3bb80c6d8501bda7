"""Controls of the editing pages. They read what is typed; what may stand there is said by
`services.editing`, so that every way into a draft has the same rules."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_DAY = re.compile(r"([0-9]{1,2}) ?[/\-. ] ?([0-9]{1,2}) ?[/\-. ] ?([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


class LineField(forms.CharField):
    """One line; whether it may be empty is for the rules to say."""

    def __init__(self, *, optional: bool = False, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.required = not optional

    def validate(self, value: Any) -> None:
        """Nothing: the rules speak of empty texts in words of their own."""


class LinesField(LineField):
    """Several lines."""

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class NumberField(forms.IntegerField):
    """A whole number typed as a text, so that a wrong one is shown again."""

    default_error_messages = {"invalid": _("Nhập số nguyên bằng chữ số.")}

    def __init__(self, *, optional: bool = True, **kwargs: Any) -> None:
        typing = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(required=False, widget=forms.TextInput(attrs=typing), **kwargs)
        self.required = not optional

    def validate(self, value: Any) -> None:
        """Nothing, as above."""

    def to_python(self, value: Any) -> int | None:
        """The number; None for an empty control."""
        text = str(value or "" if value != 0 else "0").strip()
        if len(text) > 12:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(text)


class DayField(forms.CharField):
    """A day, `22/03/2022`."""

    default_error_messages = {
        "no_day": _("Nhập ngày theo dạng 22/03/2022."),
        "not_there": _("Ngày này không có trong lịch. Kiểm tra lại ngày và tháng."),
    }

    def __init__(self, *, optional: bool = True, **kwargs: Any) -> None:
        typing = {"inputmode": "numeric", "autocomplete": "off", "placeholder": "22/03/2022"}
        super().__init__(required=False, widget=forms.TextInput(attrs=typing), **kwargs)
        self.required = not optional

    def prepare_value(self, value: Any) -> Any:
        """A stored day as people read it; what was typed as it was typed."""
        if isinstance(value, date):
            return f"{value:%d/%m/%Y}"
        iso = _ISO.fullmatch(value) if isinstance(value, str) else None
        return "/".join(reversed(iso.groups())) if iso else value

    def clean(self, value: Any) -> date | None:
        """The day; None for an empty control."""
        text = str(value or "").strip()
        if not text:
            return None
        iso, typed = _ISO.fullmatch(text), _DAY.fullmatch(text)
        if iso:
            year, month, day = iso.groups()
        elif typed:
            day, month, year = typed.groups()
        else:
            raise forms.ValidationError(self.error_messages["no_day"], code="no_day")
        try:
            return date(int(year), int(month), int(day))
        except ValueError as error:
            message = self.error_messages["not_there"]
            raise forms.ValidationError(message, code="not_there") from error


class OneField(forms.ChoiceField):
    """One of a list, as a select; an answer from elsewhere is refused."""

    default_error_messages = {"invalid_choice": _("Chọn một mục trong danh sách.")}

    def __init__(self, *, optional: bool = False, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.required = not optional

    def validate(self, value: Any) -> None:
        """Only what is in the list, or nothing."""
        if value and not self.valid_value(value):
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice"
            )


class CircleField(OneField):
    """One of a few, as circles."""

    widget = forms.RadioSelect


class BoxesField(forms.MultipleChoiceField):
    """Some of a few, as boxes."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"invalid_choice": _("Chọn các mục trong danh sách.")}

    def __init__(self, *, optional: bool = False, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.required = not optional

    def validate(self, value: Any) -> None:
        """Only what is in the list."""
        if any(not self.valid_value(each) for each in value):
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice"
            )
