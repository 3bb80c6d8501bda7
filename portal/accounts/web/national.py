"""What the national portal vouches for (/me/profile/national/), and taking it off."""

from dataclasses import dataclass
from typing import Any, cast

from allauth.account.utils import get_next_redirect_url
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from portal.accounts.actions.unlink_national import unlink_national
from portal.accounts.models import Citizen, NationalIdentity
from portal.accounts.queries import citizen_with_address, national_identity_of
from portal.accounts.sign_on.forms import ProofForm
from portal.accounts.web.access import ActorRequest, CitizenRequired
from portal.shared.errors import NotAllowed
from portal.shared.templatetags.formats import day


class NationalView(CitizenRequired, TemplateView):
    """Ours and theirs side by side."""

    template_name = "accounts/profile_national.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The rows, and where the person was going."""
        request = cast(ActorRequest, self.request)
        citizen = citizen_with_address(request.actor)
        identity = national_identity_of(request.actor)
        return {
            **super().get_context_data(**kwargs),
            "identity": identity,
            "rows": facts_side_by_side(citizen, identity).values() if identity else (),
            "has_password": request.user.has_usable_password(),
            "next_url": get_next_redirect_url(request),
        }


class UnlinkView(CitizenRequired, FormView):
    """With the password, which is the way in that stays."""

    form_class = ProofForm
    template_name = "accounts/profile_national_unlink.html"
    success_url = reverse_lazy("accounts:profile")

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Without a password there is nothing to confirm with yet."""
        request = cast(ActorRequest, self.request)
        if not national_identity_of(request.actor) or not request.user.has_usable_password():
            return redirect("accounts:national")
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form checks the password of the account."""
        user = cast(ActorRequest, self.request).user
        return {**super().get_form_kwargs(), "request": self.request, "user": user}

    def form_valid(self, form: Any) -> HttpResponse:
        """Take it off; a refusal says why."""
        try:
            unlink_national(actor=cast(ActorRequest, self.request).actor)
        except NotAllowed as refusal:
            messages.error(self.request, str(refusal))
            return redirect("accounts:national")
        messages.success(self.request, _("Đã bỏ liên kết với Cổng Dịch vụ công quốc gia."))
        return super().form_valid(form)


@dataclass(frozen=True)
class Compared:
    """One fact as we have it and as the national portal says it."""

    name: str
    ours: str
    theirs: str

    @property
    def is_same(self) -> bool:
        """Whether the national portal vouches for what we have."""
        return self.ours == self.theirs


def facts_side_by_side(citizen: Citizen, identity: NationalIdentity) -> dict[str, Compared]:
    """The three facts that the national portal vouches for."""
    return {
        "number": Compared(
            _("Số định danh cá nhân"), citizen.identity_number, identity.identity_number
        ),
        "name": Compared(_("Họ và tên"), citizen.full_name, identity.full_name),
        "birth_date": Compared(_("Ngày sinh"), day(citizen.birth_date), day(identity.birth_date)),
    }
