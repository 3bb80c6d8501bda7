"""E-mail and phone of a citizen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.fields import EmailField, PhoneField
from portal.accounts.models import User


class ContactForm(forms.Form):
    """Both also sign the person in, so the password is asked again."""

    email = EmailField(required=False)
    phone = PhoneField(required=False)
    password = forms.CharField(
        label=_("Mật khẩu hiện tại"),
        help_text=_("Để chắc chắn là bạn, vì thư điện tử và số điện thoại dùng để đăng nhập."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Nhập mật khẩu hiện tại để lưu thay đổi.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if not user.has_usable_password():  # the page asked for a national sign-on instead
            del self.fields["password"]

    def clean_password(self) -> str:
        """It must be the account's."""
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(_("Mật khẩu không đúng. Hãy nhập lại."))
        return password
