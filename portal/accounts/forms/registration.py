"""The one form a citizen fills in to get an account."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from portal.accounts.actions.register_citizen import register_citizen
from portal.accounts.fields import DayField
from portal.accounts.forms.address import AddressForm
from portal.accounts.forms.sign_in_choice import SignInChoiceForm
from portal.accounts.identity import check_birth_date, clean_name, clean_number
from portal.accounts.models import Citizen, User
from portal.shared.errors import InvalidInput
from portal.shared.identity.personal_number import PersonalNumber


class RegistrationForm(SignInChoiceForm, AddressForm):
    """Set as ACCOUNT_FORMS["signup"]; allauth's view calls `try_save`."""

    by_passkey = False
    number: PersonalNumber | None = None

    identity_number = forms.CharField(
        label=_("Số định danh cá nhân"),
        max_length=30,
        help_text=_("12 chữ số trên căn cước công dân. Ví dụ: 049190001234."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Nhập 12 chữ số trên căn cước công dân.")},
    )
    full_name = forms.CharField(
        label=_("Họ và tên"),
        max_length=150,
        help_text=_("Viết như trên căn cước công dân."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Nhập họ và tên của bạn.")},
    )
    birth_date = DayField(
        label=_("Ngày sinh"),
        help_text=_("Ngày/tháng/năm, ví dụ 22/03/1990."),
        error_messages={"required": _("Nhập ngày sinh, ví dụ 22/03/1990.")},
    )
    sex = forms.ChoiceField(
        label=_("Giới tính"),
        choices=Citizen.Sex.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn giới tính.")},
    )
    field_order = (
        "identity_number",
        "full_name",
        "birth_date",
        "sex",
        "commune",
        "address_line",
        "email",
        "phone",
        "password1",
        "password2",
    )

    def clean_full_name(self) -> str:
        """In one Unicode form, letters only."""
        return self._refusing(lambda: clean_name(self.cleaned_data["full_name"]))

    def clean_birth_date(self) -> Any:
        """Not in the future."""
        birth_date = self.cleaned_data["birth_date"]
        self._refusing(lambda: check_birth_date(birth_date))
        return birth_date

    def clean(self) -> dict[str, Any]:
        """What is only seen over several fields."""
        data = super().clean()
        self._check_number(data)
        return data

    def _check_number(self, data: dict[str, Any]) -> None:
        if "identity_number" not in data:
            return
        try:
            self.number = clean_number(
                data["identity_number"], sex=data.get("sex"), birth_date=data.get("birth_date")
            )
        except InvalidInput as refusal:
            self.add_refusal(refusal)

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Register. Raises InvalidInput when a value is taken already."""
        data = self.cleaned_data
        citizen = register_citizen(
            email=data["email"],
            phone=data["phone"],
            password=data["password1"],
            identity_number=data["identity_number"],
            full_name=data["full_name"],
            birth_date=data["birth_date"],
            sex=data["sex"],
            commune=data["commune"],
            address_line=data["address_line"],
        )
        return citizen.user, None

    def _refusing(self, rule: Any) -> Any:
        try:
            return rule()
        except InvalidInput as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
