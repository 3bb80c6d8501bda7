"""Form fields for what people type about themselves."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from portal.agencies.models import AdministrativeUnit
from portal.agencies.queries import commune_of, communes_by_district
from portal.shared.identity import phone
from portal.shared.identity.errors import IdentityError

OUTSIDE = "outside"


class PhoneField(forms.CharField):
    """A phone number; the value is its domestic form, None when left empty."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Số điện thoại"))
        kwargs.setdefault(
            "widget",
            forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
        )
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        """Read it as typed. Raises ValidationError."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return phone.parse(text)
        except IdentityError as error:
            raise ValidationError(str(error), code="invalid_phone") from error


class EmailField(forms.EmailField):
    """An e-mail address in small letters, None when left empty."""

    default_error_messages = {
        "invalid": _("Thư điện tử chưa đúng. Nhập theo dạng ten@vidu.vn."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Thư điện tử (email)"))
        kwargs.setdefault("widget", forms.EmailInput(attrs={"autocomplete": "email"}))
        super().__init__(**kwargs)
        self.validators = [
            EmailValidator(message=self.error_messages["invalid"])
            if isinstance(validator, EmailValidator)
            else validator
            for validator in self.validators
        ]

    def clean(self, value: Any) -> Any:
        """In small letters. Raises ValidationError."""
        return super().clean(value).lower() or None


class DayField(forms.DateField):
    """A day typed as 22/03/2022."""

    default_error_messages = {
        "invalid": _("Nhập theo dạng ngày/tháng/năm, ví dụ 22/03/1990."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric"})
        )
        super().__init__(input_formats=["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %m %Y"], **kwargs)

    def to_python(self, value: Any) -> date | None:
        """Also with spaces around the strokes."""
        if isinstance(value, str):
            value = value.replace(" / ", "/").replace(" - ", "-")
        return super().to_python(value)


class CommuneField(forms.ChoiceField):
    """A commune of the province, chosen under its district; None for a place outside."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Xã, phường, thị trấn"))
        super().__init__(choices=commune_choices, **kwargs)

    def clean(self, value: Any) -> AdministrativeUnit | None:
        """The unit with its district."""
        code = super().clean(value)
        return None if code == OUTSIDE else commune_of(code)


def commune_choices() -> list[tuple[Any, Any]]:
    """Options of an address select: a blank one, elsewhere, then the communes by district."""
    return [
        ("", _("Chọn xã, phường, thị trấn")),
        *((district.name, list(district.communes)) for district in communes_by_district()),
        (_("Nơi khác"), [(OUTSIDE, _("Ngoài tỉnh (ghi đủ địa chỉ ở ô dưới)"))]),
    ]
