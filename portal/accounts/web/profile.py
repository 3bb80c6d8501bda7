"""The citizen's own data (/me/profile/)."""

from abc import ABC, abstractmethod
from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.models import EmailAddress
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from portal.accounts.actions.change_address import change_address
from portal.accounts.actions.change_contact import change_contact
from portal.accounts.fields import OUTSIDE
from portal.accounts.forms.address import AddressForm
from portal.accounts.forms.contact import ContactForm
from portal.accounts.queries import citizen_with_address, national_identity_of
from portal.accounts.web.access import ActorRequest, CitizenRequired
from portal.accounts.web.national import facts_side_by_side
from portal.accounts.web.recent_proof import ProofWithoutPassword
from portal.shared.errors import InvalidInput
from portal.shared.identity import phone


class ProfileView(CitizenRequired, TemplateView):
    """What the portal knows about the person, and what he can change."""

    template_name = "accounts/profile.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The rows of the page."""
        request = cast(ActorRequest, self.request)
        citizen = citizen_with_address(request.actor)
        is_verified = EmailAddress.objects.filter(
            user_id=request.actor.user_id, email=citizen.email, verified=True
        ).exists()
        identity = national_identity_of(request.actor)
        return {
            **super().get_context_data(**kwargs),
            "identity": identity,
            "verified": facts_side_by_side(citizen, identity) if identity else {},
            "has_password": request.user.has_usable_password(),
            "citizen": citizen,
            "phone": phone.display(citizen.phone),
            "is_email_verified": is_verified,
        }


class ChangeView(CitizenRequired, FormView, ABC):
    """A form that changes a part of the profile and goes back to it."""

    success_url = reverse_lazy("accounts:profile")

    @abstractmethod
    def change(self, data: dict[str, Any]) -> None:
        """Call the action."""

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Change; a refusal comes back beside its field."""
        try:
            self.change(form.cleaned_data)
        except InvalidInput as refusal:
            for field, text in refusal.errors.items():
                form.add_error(field, text)
            return self.form_invalid(form)
        messages.success(self.request, _("Đã lưu thay đổi."))
        return super().form_valid(form)


class AddressView(ChangeView):
    """Where the person lives."""

    form_class = AddressForm
    template_name = "accounts/profile_address.html"

    def get_initial(self) -> dict[str, Any]:
        """The present address."""
        citizen = citizen_with_address(cast(ActorRequest, self.request).actor)
        return {
            "commune": citizen.commune.code if citizen.commune else OUTSIDE,
            "address_line": citizen.address_line,
        }

    def change(self, data: dict[str, Any]) -> None:
        """Write the address."""
        change_address(
            actor=cast(ActorRequest, self.request).actor,
            commune=data["commune"],
            address_line=data["address_line"],
        )


class ContactView(ProofWithoutPassword, ChangeView):
    """E-mail and phone."""

    form_class = ContactForm
    template_name = "accounts/profile_contact.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form checks the password of the account."""
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_initial(self) -> dict[str, Any]:
        """The present values."""
        user = cast(ActorRequest, self.request).user
        return {"email": user.email, "phone": phone.display(user.phone or "")}

    def change(self, data: dict[str, Any]) -> None:
        """Write both; tell the old address, ask the new one to confirm."""
        request = cast(ActorRequest, self.request)
        old_email = request.user.email
        change_contact(actor=request.actor, email=data["email"], phone=data["phone"])
        if data["email"] == old_email:
            return
        if old_email:
            get_adapter(request).send_notification_mail(
                "account/email/email_changed", request.user, email=old_email
            )
        send_verification(request)


class SendVerificationView(CitizenRequired, View):
    """The mail that verifies the e-mail, once more."""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest) -> HttpResponse:
        """Send and go back to the profile."""
        if not send_verification(cast(ActorRequest, request)):
            messages.info(request, _("Thư xác minh vừa được gửi. Hãy đợi 3 phút rồi thử lại."))
        return redirect("accounts:profile")


def send_verification(request: ActorRequest) -> bool:
    """Write the letter to the person's unverified address; False when there is nothing to send or
    one was sent within the last three minutes."""
    address = EmailAddress.objects.filter(user_id=request.user.pk, verified=False).first()
    return bool(address and send_verification_email_to_address(request, address))
