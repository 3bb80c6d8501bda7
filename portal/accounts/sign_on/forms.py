"""What a person still has to tell us after the national portal has spoken."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.accounts.fields import EmailField, PhoneField
from portal.accounts.forms.address import AddressForm
from portal.accounts.forms.sign_in import password_field
from portal.accounts.models import User
from portal.shared.errors import InvalidInput


class ContactMixin(forms.Form):
    """E-mail or phone: for notices, and to sign in with once a password has been set."""

    email = EmailField(required=False, help_text=_("Để nhận tin về hồ sơ."))
    phone = PhoneField(required=False, help_text=_("Ví dụ: 0912 345 678."))

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        data = super().clean() or self.cleaned_data
        if not any(data.get(name) or self.errors.get(name) for name in ("email", "phone")):
            self.add_error("email", _("Nhập thư điện tử hoặc số điện thoại để nhận tin."))
        return data

    def add_refusal(self, refusal: InvalidInput) -> None:
        """The words beside their fields; those about what is not asked here, above all."""
        for name, text in refusal.errors.items():
            self.add_error(name if name in self.fields else None, text)


class RegisterForm(ContactMixin, AddressForm):
    """Number, name, birth date and sex are known."""

    field_order = ("commune", "address_line", "email", "phone")


class ClaimForm(ContactMixin):
    """All else was written down at the counter."""


class ProofForm(forms.Form):
    """The password of the account that has this number; counted like any sign-in."""

    def __init__(self, *args: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.user = user
        self.fields["password"] = password_field(
            _("Mật khẩu"), autocomplete="current-password", required=_("Nhập mật khẩu.")
        )

    def clean_password(self) -> str:
        """It must be the account's. Raises ValidationError, also after too many tries."""
        password: str = self.cleaned_data["password"]
        if not _is_password_of(self.request, self.user, password):
            raise forms.ValidationError(_("Mật khẩu không đúng. Hãy nhập lại."))
        return password


def _is_password_of(request: HttpRequest, user: User, password: str) -> bool:
    """Asked through allauth, so that tries count against the same account as those at sign-in."""
    login = {"email": user.email} if user.email else {"phone": user.phone}
    found = get_adapter(request).authenticate(request, password=password, **login)
    return isinstance(found, get_user_model()) and found.pk == user.pk
