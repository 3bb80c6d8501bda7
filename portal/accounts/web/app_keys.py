"""`/me/profile/keys/`: keys that the citizen has given to programs."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from portal.accounts.actions.make_app_key import make_app_key
from portal.accounts.actions.revoke_app_key import revoke_app_key
from portal.accounts.app_keys import DAYS, keys_of
from portal.accounts.web.access import ActorRequest, CitizenRequired
from portal.shared.errors import InvalidInput

UNUSABLE = 422


class AppKeysView(CitizenRequired):
    """The list; the form makes one more. Making one asks who is there again."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """The keys."""
        return _page(request)

    @method_decorator(reauthentication_required)
    def post(self, request: ActorRequest) -> HttpResponse:
        """Make one: the only page that ever shows it."""
        name = request.POST.get("name", "")
        try:
            key, secret = make_app_key(actor=request.actor, name=name)
        except InvalidInput as refusal:
            return _page(request, name=name, error=str(refusal), status=UNUSABLE)
        return _page(request, made=key, secret=secret)


class AppKeyRevokeView(CitizenRequired):
    """Take one back."""

    def get(self, request: HttpRequest, key: int) -> HttpResponseBase:
        """Reloading after signing in again: back to the list."""
        return redirect("accounts:app_keys")

    def post(self, request: ActorRequest, key: int) -> HttpResponse:
        """Revoke it."""
        revoke_app_key(actor=request.actor, key_id=key)
        messages.success(request, _("Đã thu hồi khóa; ứng dụng không dùng được nữa."))
        return redirect("accounts:app_keys")


def _page(request: ActorRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    error = more.get("error", "")
    context = {
        "keys": keys_of(request.actor),
        "days": DAYS,
        "errors": [{"href": "#id_name", "text": error}] if error else [],
        **more,
    }
    response = render(request, "accounts/app_keys.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
