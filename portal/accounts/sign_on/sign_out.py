"""Signing out here, and at the national portal when the session came from there."""

import logging
from typing import Any
from urllib.parse import urlencode

from allauth.account.views import LogoutView
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from requests import RequestException

from portal.accounts.sign_on import chosen, discovery
from portal.accounts.sign_on.errors import Untrusted
from portal.accounts.sign_on.http import check_address
from portal.accounts.sign_on.pending import id_token_for_sign_out

logger = logging.getLogger("portal.sign_on")


class SignOutView(LogoutView):
    """The session here ends first, whatever the national portal does."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Out; a session that came from there is led to the sign-out there."""
        id_token = id_token_for_sign_out(self.request)
        response: HttpResponse = super().post(*args, **kwargs)
        if not id_token or not chosen.is_offered():
            return response
        there = _address_there(self.request, id_token)
        if there:
            return redirect(there)
        messages.warning(
            self.request,
            _(
                "Bạn đã đăng xuất ở đây. Cổng quốc gia đang không trả lời, nên có thể bạn vẫn còn "
                "đăng nhập ở đó: hãy đóng trình duyệt nếu đây là máy dùng chung."
            ),
        )
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether the national portal is part of it."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "is_national": bool(id_token_for_sign_out(self.request))}


@never_cache
@require_GET
def signed_out(request: HttpRequest) -> HttpResponse:
    """Back from the national portal after a sign-out on both sides."""
    if request.user.is_authenticated:  # opened by hand
        return redirect("/")
    return render(request, "account/national_signed_out.html")


def _address_there(request: HttpRequest, id_token: str) -> str:
    """Where the sign-out goes on (OpenID Connect RP-Initiated Logout 1.0), empty when the national
    portal does not answer: it is asked anew, so that nobody is sent to a dead address."""
    try:
        page = discovery.configuration(fresh=True).get("end_session_endpoint", "")
        check_address(page)
    except (RequestException, Untrusted) as error:
        logger.warning("sign-out: the national portal does not answer: %s", type(error).__name__)
        return ""
    query = {
        "id_token_hint": id_token,
        "client_id": settings.NATIONAL_SIGN_ON_CLIENT_ID,
        "post_logout_redirect_uri": request.build_absolute_uri(reverse("national_signed_out")),
    }
    return f"{page}{'&' if '?' in page else '?'}{urlencode(query)}"
