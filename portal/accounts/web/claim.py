"""/accounts/claim/: the account to the dossiers that the counter made."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.signup import complete_signup
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from portal.accounts.actions.claim_at_counter import claim_at_counter
from portal.accounts.forms.claim import ClaimForm
from portal.shared.errors import InvalidInput
from portal.shared.rate_limit.limit import Limit, TooManyTries, client_address
from portal.shared.web.errors import too_many_requests

UNUSABLE = 422
TRIES = Limit("claim", times=20, seconds=600)
# Codes for one person's number from one address. Not for the number alone: a stranger at another
# address would keep its owner out.
CODES = Limit("claim-code", times=10, seconds=3600)


@method_decorator(
    [never_cache, sensitive_post_parameters("code", "password1", "password2")], name="dispatch"
)
class ClaimView(FormView):
    """Number and code of the slip, then how to sign in from now on: one page, nothing kept.

    Tries are slowed by address, and by address and number together; the code itself stays good
    whatever strangers try (portal/accounts/claim_code.py has the numbers)."""

    form_class = ClaimForm
    template_name = "account/claim.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Who is signed in has an account; nobody tries many codes."""
        if request.user.is_authenticated:
            return redirect(get_adapter(request).get_login_redirect_url(request))
        if request.method == "POST":
            try:
                TRIES.spend(client_address(request))
            except TooManyTries as refusal:
                return too_many_requests(request, refusal.seconds)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: ClaimForm) -> HttpResponse:
        """Make the account and sign in; what is refused comes back beside its field."""
        data, number = form.cleaned_data, form.cleaned_data["identity_number"]
        try:
            CODES.spend(f"{client_address(self.request)} {number}")
            citizen = claim_at_counter(
                identity_number=number,
                code=data["code"],
                email=data["email"],
                phone=data["phone"],
                password=data["password1"],
            )
        except TooManyTries as refusal:
            return too_many_requests(self.request, refusal.seconds)
        except InvalidInput as refusal:
            form.add_refusal(refusal)
            return self.form_invalid(form)
        record_authentication(self.request, citizen.user, "password")
        response = complete_signup(self.request, user=citizen.user, redirect_url=None)
        messages.success(self.request, _("Đã tạo tài khoản. Các hồ sơ lập tại quầy đã ở đây."))
        return response

    def form_invalid(self, form: ClaimForm) -> HttpResponse:
        """The same page and status, whatever was wrong."""
        return self.render_to_response(self.get_context_data(form=form), status=UNUSABLE)
