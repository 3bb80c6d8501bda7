"""Signing in and the forms about the password: allauth's, in the portal's words."""

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.fields import EmailField

NEW_PASSWORD_HINT = _("Ít nhất 8 ký tự, không toàn chữ số và không dễ đoán.")


def password_field(label: Any, *, autocomplete: str, required: Any, hint: Any = "") -> Any:
    """A password input without a placeholder."""
    return forms.CharField(
        label=label,
        strip=False,
        help_text=hint,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        error_messages={"required": required},
    )


class SignInForm(LoginForm):
    """E-mail or phone, and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("Thư điện tử hoặc số điện thoại"),
            widget=forms.TextInput(
                attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
            ),
            error_messages={"required": _("Nhập thư điện tử hoặc số điện thoại.")},
        )
        self.fields["password"] = password_field(
            _("Mật khẩu"), autocomplete="current-password", required=_("Nhập mật khẩu.")
        )
        self.order_fields(["login", "password"])


class PasswordResetRequestForm(ResetPasswordForm):
    """Where the link to a new password is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = EmailField(
            error_messages={"required": _("Nhập thư điện tử bạn dùng để đăng nhập.")}
        )


class NewPasswordMixin(forms.Form):
    """The new password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, hint in (
            ("password1", _("Mật khẩu mới"), NEW_PASSWORD_HINT),
            ("password2", _("Nhập lại mật khẩu mới"), ""),
        ):
            field = self.fields[name]
            field.label, field.help_text = label, hint
            field.widget.attrs.pop("placeholder", None)
            field.error_messages["required"] = _("Nhập mật khẩu mới, hai lần như nhau.")

    def clean(self) -> dict[str, Any]:
        """Allauth's check, in the portal's words."""
        data = super().clean() or self.cleaned_data
        if self.has_error("password2") and data.get("password1") != data.get("password2"):
            self.errors["password2"] = self.error_class(
                [str(_("Hai mật khẩu không giống nhau. Hãy nhập lại."))]
            )
        return data


class PasswordFromLinkForm(NewPasswordMixin, ResetPasswordKeyForm):
    """A new password after the link from the mail."""


class FirstPasswordForm(NewPasswordMixin, SetPasswordForm):
    """A password for an account that was made without one (by the national sign-on)."""


class PasswordChangeForm(NewPasswordMixin, ChangePasswordForm):
    """A new password after the present one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["oldpassword"]
        field.label, field.help_text = _("Mật khẩu hiện tại"), ""
        field.widget.attrs.pop("placeholder", None)
        field.error_messages["required"] = _("Nhập mật khẩu hiện tại.")


class PasswordAgainForm(ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = password_field(
            _("Mật khẩu"), autocomplete="current-password", required=_("Nhập mật khẩu.")
        )
