"""The code of the second factor; in demo mode alone a fixed one is accepted."""

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.conf import settings
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _


def code_field() -> forms.CharField:
    """Six digits from the app, or a recovery code."""
    return forms.CharField(
        label=_("Mã xác thực"),
        help_text=_("6 chữ số trong ứng dụng xác thực, hoặc một mã dự phòng."),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}
        ),
        error_messages={"required": _("Nhập mã xác thực gồm 6 chữ số.")},
    )


def is_demo_code(code: str) -> bool:
    """Whether this is the demo and the code is its fixed one."""
    expected = settings.DEMO_MFA_CODE if settings.DEMO_MODE else ""
    return bool(expected) and constant_time_compare(code.strip(), expected)


class CodeMixin(forms.Form):
    """The code field and the demo's fixed code."""

    user: Any
    authenticator: Authenticator

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field()

    def clean_code(self) -> str:
        """The demo's code stands for the person's app; every other code allauth checks."""
        code = self.cleaned_data["code"].replace(" ", "")
        self.cleaned_data["code"] = code
        app = Authenticator.objects.filter(user=self.user, type=Authenticator.Type.TOTP).first()
        if app and is_demo_code(code):
            check_rate_limit(self.user)()
            self.authenticator = app
            return code
        return super().clean_code()  # type: ignore[misc]


class SecondFactorForm(CodeMixin, AuthenticateForm):
    """The second step of signing in."""


class SecondFactorAgainForm(CodeMixin, ReauthenticateForm):
    """The code once more, in a session that has not shown it or before something that matters."""


class ActivateAppForm(ActivateTOTPForm):
    """The first code of a new authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field()
        self.fields["code"].help_text = _("6 chữ số mà ứng dụng vừa hiện.")
