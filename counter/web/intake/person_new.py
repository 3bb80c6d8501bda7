"""`…/person/new/`: a person whom the portal does not know yet."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from counter.actions.identify_new_person import identify_new_person
from counter.identity_card import IdentityCard, guess_address
from counter.web.intake.base import MOVED_ON, UNUSABLE, IntakePage
from counter.web.intake.identify import MADE_BY_ANOTHER
from counter.web.intake.looking_up import find_again, found_card, found_number
from counter.web.intake.steps import CONSENT, IDENTIFY
from portal.accounts.actions.make_citizen_at_counter import NumberKnown
from portal.accounts.fields import DayField, PhoneField
from portal.accounts.forms.address import AddressForm
from portal.accounts.identity import check_birth_date, clean_name, clean_number
from portal.accounts.models import Citizen
from portal.accounts.web.access import ActorRequest
from portal.shared.errors import InvalidInput, Refusal
from portal.shared.identity import personal_number
from portal.shared.identity.errors import IdentityError


class QuickDayField(DayField):
    """Also without strokes, `22031990`: a clerk types many of them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.input_formats = [*list(self.input_formats or ()), "%d%m%Y"]


class NewPersonForm(AddressForm):
    """What stands on the card, and a phone number if there is one."""

    identity_number = forms.CharField(
        label=_("Số định danh cá nhân"),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Nhập 12 chữ số trên thẻ căn cước.")},
    )
    full_name = forms.CharField(
        label=_("Họ và tên"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Nhập họ và tên như trên thẻ.")},
    )
    birth_date = QuickDayField(
        label=_("Ngày sinh"),
        help_text=_("22031990 hoặc 22/03/1990."),
        error_messages={"required": _("Nhập ngày sinh như trên thẻ, ví dụ 22031990.")},
    )
    sex = forms.ChoiceField(
        label=_("Giới tính"),
        choices=Citizen.Sex.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn giới tính.")},
    )
    phone = PhoneField(
        required=False,
        help_text=_("Để trống nếu người nộp không có điện thoại."),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off"}),
    )

    field_order = (
        "identity_number", "full_name", "birth_date", "sex", "phone", "commune", "address_line",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What the browser remembers of one client must not be offered for the next.
        self.fields["address_line"].widget.attrs["autocomplete"] = "off"
        self.fields["birth_date"].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """The rules of identity, each beside its field."""
        data = super().clean()
        self._obey("full_name", lambda: clean_name(data["full_name"]))
        self._obey("birth_date", lambda: check_birth_date(data["birth_date"]))
        self._obey(
            "identity_number",
            lambda: clean_number(
                data["identity_number"], sex=data.get("sex"), birth_date=data.get("birth_date")
            ),
        )
        return data

    def add_refusal(self, refusal: InvalidInput) -> None:
        """Put the words of a refusal beside their fields."""
        for field, text in refusal.errors.items():
            self.add_error(field if field in self.fields else None, text)

    def _obey(self, field: str, rule: Any) -> None:
        if field not in self.cleaned_data:
            return
        try:
            rule()
        except InvalidInput as refusal:
            self.add_refusal(refusal)


class IntakePersonNewView(IntakePage):
    """The form, filled in from the card that was scanned, or from the number alone."""

    step = IDENTIFY

    def get(self, request: ActorRequest) -> HttpResponse:
        """The page."""
        return self._page(request, NewPersonForm(initial=self._initial()))

    def post(self, request: ActorRequest) -> HttpResponse:
        """Make the citizen, who is then the client; the card was in the clerk's hand."""
        form = NewPersonForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=UNUSABLE)
        try:
            identify_new_person(actor=request.actor, key=self.intake.key, **form.cleaned_data)
        except NumberKnown:
            find_again(request.actor, self.intake, form.cleaned_data["identity_number"])
            page = reverse("counter:intake_person", args=[self.intake.key])
            return redirect(f"{page}?{MADE_BY_ANOTHER}")
        except InvalidInput as refusal:
            form.add_refusal(refusal)
            return self._page(request, form, status=UNUSABLE)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self._page(request, form, status=MOVED_ON)
        return self.to_step(CONSENT)

    def _initial(self) -> dict[str, Any]:
        card = found_card(self.intake)
        return _of_card(card) if card else _of_number(found_number(self.intake))

    def _page(
        self, request: ActorRequest, form: NewPersonForm, *, status: int = 200
    ) -> HttpResponse:
        card = found_card(self.intake)
        if not form.is_bound:
            # The first control that the card has not filled: there the work is.
            first = "phone" if card else "full_name" if self._initial() else "identity_number"
            form.fields[first].widget.attrs["autofocus"] = True
        context = {"form": form, "card": card, "number_warning": _warning(form)}
        return self.show(request, "counter/intake/person_new.html", context, status=status)


def _of_card(card: IdentityCard) -> dict[str, Any]:
    commune, line = guess_address(card.address)
    return {
        "identity_number": card.identity_number,
        "full_name": card.full_name,
        "birth_date": card.birth_date,
        "sex": card.sex,
        "commune": commune,
        "address_line": line[:200],
    }


def _of_number(number: str) -> dict[str, Any]:
    if not number:
        return {}
    return {"identity_number": number, "sex": personal_number.parse(number).sex}


def _warning(form: NewPersonForm) -> str:
    typed = form["identity_number"].value() or ""
    try:
        return personal_number.parse(str(typed)).warning
    except IdentityError:
        return ""
