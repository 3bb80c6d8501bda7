"""The form of somebody whose account was made at the counter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms.sign_in_choice import SignInChoiceForm
from portal.shared.identity import personal_number
from portal.shared.identity.errors import IdentityError


class ClaimForm(SignInChoiceForm):
    """The number and the code of the slip; all else was written down at the counter."""

    identity_number = forms.CharField(
        label=_("Số định danh cá nhân"),
        max_length=30,
        help_text=_("12 chữ số trên căn cước công dân."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Nhập 12 chữ số trên căn cước công dân.")},
    )
    code = forms.CharField(
        label=_("Mã nhận tài khoản"),
        max_length=30,
        help_text=_(
            "8 ký tự trên phiếu của quầy, ví dụ K7QD-2MXP. Không phân biệt chữ hoa, thường."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Nhập mã in trên phiếu nhận ở quầy.")},
    )

    field_order = ("identity_number", "code", "email", "phone", "password1", "password2")

    def clean_identity_number(self) -> str:
        """The twelve digits; what can be no number is said before anything is looked up."""
        try:
            return personal_number.parse(self.cleaned_data["identity_number"]).text
        except IdentityError as error:
            raise forms.ValidationError(str(error)) from error
