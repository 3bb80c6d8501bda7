"""What matters in an account without a password: the national sign-on stands for it."""

import time
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views import View

from portal.accounts.models import User

FRESH_SECONDS = 300


class ProofWithoutPassword(View):
    """For pages that ask for the password in their form: who has none signs on once more, at most
    five minutes before."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page, or the one that asks for the sign-on and leads back."""
        user = request.user
        if isinstance(user, User) and not user.has_usable_password() and not _is_fresh(request):
            return _ask(request)
        return super().dispatch(request, *args, **kwargs)


def _is_fresh(request: HttpRequest) -> bool:
    assert isinstance(request.user, User)
    moments = [
        record["at"]
        for record in get_authentication_records(request, request.user)
        if record["method"] == "socialaccount"
    ]
    return bool(moments) and time.time() - max(moments) < FRESH_SECONDS


def _ask(request: HttpRequest) -> HttpResponse:
    return render(request, "account/national_again.html", {"next_url": request.path})
