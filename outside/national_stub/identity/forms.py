"""The sign-in form."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest

from outside.national_stub.identity.models import Person

NUMBER_LENGTH = 12


class SignInForm(forms.Form):
    """Identity number or e-mail, and password. `person` is set when both are right."""

    identifier = forms.CharField(
        max_length=254,
        error_messages={"required": "Nhập số định danh cá nhân hoặc địa chỉ thư điện tử."},
    )
    password = forms.CharField(
        max_length=128, strip=False, error_messages={"required": "Nhập mật khẩu."}
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.person: Person | None = None

    def clean_identifier(self) -> str:
        """A number has 12 digits; an address has an @."""
        identifier = str(self.cleaned_data["identifier"])
        digits = "".join(identifier.split())
        if "@" in identifier or (digits.isdecimal() and len(digits) == NUMBER_LENGTH):
            return identifier
        raise forms.ValidationError(
            f"Số định danh cá nhân có {NUMBER_LENGTH} chữ số. Nếu dùng thư điện tử, hãy nhập cả "
            "địa chỉ, ví dụ ten@example.vn."
        )

    def clean(self) -> dict[str, Any]:
        """Both together must be somebody's."""
        cleaned = super().clean() or {}
        if "identifier" in cleaned and "password" in cleaned:
            person = authenticate(
                self.request, identifier=cleaned["identifier"], password=cleaned["password"]
            )
            if not isinstance(person, Person):
                raise forms.ValidationError(
                    "Số định danh (hoặc thư điện tử) và mật khẩu không khớp. Hãy kiểm tra lại cả "
                    "hai; mật khẩu phân biệt chữ hoa và chữ thường."
                )
            self.person = person
        return cleaned
