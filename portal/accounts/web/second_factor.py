"""The second factor: signing in with it and setting it up."""

from typing import Any

from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from portal.accounts.landing import landing_page
from portal.accounts.models import User
from portal.accounts.queries import actors_of


class DemoCodeMixin:
    """Shows the fixed code on the page, in demo mode alone."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """`demo_code`, empty outside the demo."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        context["demo_code"] = settings.DEMO_MFA_CODE if settings.DEMO_MODE else ""
        return context


class SecondFactorView(DemoCodeMixin, AuthenticateView):
    """The code after the password."""


class SecondFactorAgainView(DemoCodeMixin, ReauthenticateView):
    """The code in a session that has not shown it."""


@method_decorator(never_cache, name="dispatch")
class ActivateAppView(ActivateTOTPView):
    """Sets up an authenticator app; its first code counts as this session's second factor."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Activate, and spare the person a second code within the same minute."""
        response = super().form_valid(form)
        user = self.request.user
        assert isinstance(user, User)
        app = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
        post_authentication(self.request, app)
        return response

    def get_success_url(self) -> str:
        """To the recovery codes, which are shown for writing down."""
        return reverse("mfa_view_recovery_codes")


@method_decorator(never_cache, name="dispatch")
class RecoveryCodesView(ViewRecoveryCodesView):
    """The codes for a day without the phone, and the way on."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Where the person works."""
        user = self.request.user
        assert isinstance(user, User)
        page = landing_page(actors_of(user, with_staff=True))
        return {**super().get_context_data(**kwargs), "landing_page": page}
