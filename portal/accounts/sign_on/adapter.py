"""What the portal does its own way in allauth's social accounts."""

import logging
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthError
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.sign_on import arrive, chosen, problems
from portal.accounts.sign_on.http import NationalSession
from portal.accounts.sign_on.pending import Pending
from portal.accounts.sign_on.provider import NationalLogin

logger = logging.getLogger("portal.sign_on")


class SignOnAdapter(DefaultSocialAccountAdapter):
    """Set as SOCIALACCOUNT_ADAPTER."""

    def list_apps(
        self, request: HttpRequest, provider: Any = None, client_id: Any = None
    ) -> list[SocialApp]:
        """The national portal, from the settings alone: no query, no secret in the database."""
        return [chosen.social_app()] if chosen.is_offered() else []

    def get_requests_session(self) -> NationalSession:
        """Soon over, small, JSON and nothing else."""
        return NationalSession()

    def new_user(self, request: HttpRequest, sociallogin: SocialLogin) -> User:
        """Accounts are made by our actions."""
        return User()

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """From here on it is our own matter."""
        assert isinstance(sociallogin, NationalLogin)
        pending = Pending(
            facts=sociallogin.facts,
            id_token=sociallogin.id_token,
            next_url=sociallogin.get_redirect_url(request) or "",
        )
        raise ImmediateHttpResponse(arrive.arrive(request, pending))

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: Any = None,
    ) -> None:
        """Our pages instead of allauth's; what failed in asking goes on to the view."""
        if exception is not None:
            raise exception
        # Allauth hands over a state only when it is one of this session's.
        is_ours = "state" in (extra_context or {})
        raise ImmediateHttpResponse(self._answer(request, error, is_ours))

    def _answer(self, request: HttpRequest, error: Any, is_ours: bool) -> HttpResponse:
        # Some providers leave the state out when the person says no.
        if error == AuthError.CANCELLED or request.GET.get("error") == "access_denied":
            messages.info(request, _("Bạn đã dừng đăng nhập bằng Cổng Dịch vụ công quốc gia."))
            return redirect("account_login")
        if is_ours and "error" in request.GET:
            logger.warning("sign-on: the national portal refused")
            return arrive.show(request, problems.untrusted())
        return arrive.show(request, problems.expired())
