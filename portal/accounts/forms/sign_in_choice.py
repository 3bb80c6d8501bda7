"""How somebody will sign in: an e-mail or a phone, and a password."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from portal.accounts.fields import EmailField, PhoneField
from portal.accounts.models import User
from portal.shared.errors import InvalidInput


class SignInChoiceForm(forms.Form):
    """The part that registering and claiming an account have in common."""

    email = EmailField(required=False, help_text=_("Để nhận tin về hồ sơ và lấy lại mật khẩu."))
    phone = PhoneField(required=False, help_text=_("Ví dụ: 0912 345 678."))
    password1 = forms.CharField(
        label=_("Mật khẩu"),
        strip=False,
        help_text=_("Ít nhất 8 ký tự, không toàn chữ số và không dễ đoán."),
        widget=forms.PasswordInput(render_value=True, attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Nhập mật khẩu có ít nhất 8 ký tự.")},
    )
    password2 = forms.CharField(
        label=_("Nhập lại mật khẩu"),
        strip=False,
        widget=forms.PasswordInput(render_value=True, attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Nhập lại mật khẩu một lần nữa.")},
    )

    def clean(self) -> dict[str, Any]:
        """What is only seen over several fields."""
        data = super().clean() or self.cleaned_data
        has_sign_in = any(data.get(name) or self.errors.get(name) for name in ("email", "phone"))
        if not has_sign_in:
            self.add_error("email", _("Nhập thư điện tử hoặc số điện thoại để đăng nhập sau này."))
        self._check_password(data)
        return data

    def add_refusal(self, refusal: InvalidInput) -> None:
        """Put the words of a refusal beside their fields."""
        for field, text in refusal.errors.items():
            self.add_error(field, text)

    def _check_password(self, data: dict[str, Any]) -> None:
        password = data.get("password1")
        if not password:
            return
        try:
            validate_password(
                password, User(email=data.get("email"), full_name=data.get("full_name") or "")
            )
        except forms.ValidationError as error:
            self.add_error("password1", error)
        if data.get("password2") and data["password2"] != password:
            self.add_error("password2", _("Hai mật khẩu không giống nhau. Hãy nhập lại."))
