"""Who may enter an area: mixins for class-based views.

Anonymous people are sent to sign-in and come back to where they were. Staff without a second
factor are led to it first. Signed-in people of other roles get the 403 page. (A foreign object is
another matter: the queries do not find it, 404.)
"""

from typing import Any, ClassVar
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views import View

from portal.accounts.actor import Actor
from portal.accounts.models import User
from portal.accounts.queries import staff_roles_of
from portal.accounts.roles import Role
from portal.accounts.second_factor import is_fresh, is_satisfied

BACKGROUND_HEADERS = ("X-Autosave", "X-Upload", "X-Requested-With")


class ActorRequest(HttpRequest):
    """A request behind one of the gates below (for type hints; never made)."""

    user: User
    actors: tuple[Actor, ...]
    actor: Actor


class RoleRequired(View):
    """Lets in people who hold one of `roles`; `request.actor` is then that actor."""

    roles: ClassVar[tuple[Role, ...]]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The gate before the view; no browser keeps the page for whoever sits there next."""
        response = self.gate(request) or super().dispatch(request, *args, **kwargs)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    def gate(self, request: HttpRequest) -> HttpResponse | None:
        """None when the person may enter, else the page to show instead."""
        return admit(request, self.roles)


class CitizenRequired(RoleRequired):
    """The citizen's own pages (/me/)."""

    roles = (Role.CITIZEN,)


class StaffRequired(RoleRequired):
    """Staff pages: set `roles`."""


class FreshProofRequired(StaffRequired):
    """Pages of what matters most (approving a refund, signing off a till): set `roles`."""

    def gate(self, request: HttpRequest) -> HttpResponse | None:
        """The role, and a second factor shown a moment ago."""
        return super().gate(request) or fresh_proof_required(request)


def admit(request: HttpRequest, roles: tuple[Role, ...]) -> HttpResponse | None:
    """None when the person may enter (`request.actor` is set), else the page to show instead.

    Raises PermissionDenied for signed-in people of other roles.
    """
    user = request.user
    if not isinstance(user, User):
        return _to_sign_in(request)
    for actor in request.actors:  # type: ignore[attr-defined]
        if actor.role in roles:
            request.actor = actor  # type: ignore[attr-defined]
            return None
    if not is_satisfied(request, user) and any(r.role in roles for r in staff_roles_of(user)):
        return _to_second_factor(request, user)
    raise PermissionDenied(_("Trang này dành cho người có vai trò khác với vai trò của bạn."))


def fresh_proof_required(request: HttpRequest) -> HttpResponse | None:
    """None when the second factor was shown within the last five minutes; else the way to show it
    again and come back (after a POST to the page that held the form). Only behind `admit`."""
    user = request.user
    assert isinstance(user, User), "asked before the person was admitted"
    return None if is_fresh(request, user) else _to_second_factor(request, user)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """To sign-in and back. A script that saves in the background is told 401 instead: it shows
    its alarm and keeps what was typed (static/js/autosave.js)."""
    if any(request.headers.get(name) for name in BACKGROUND_HEADERS):
        return HttpResponse(_("Phiên làm việc đã hết. Hãy đăng nhập lại."), status=401)
    return redirect_to_login(_page_to_come_back_to(request))


def _to_second_factor(request: HttpRequest, user: User) -> HttpResponse:
    has_one = is_mfa_enabled(user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
    gate = "mfa_reauthenticate" if has_one else "mfa_activate_totp"
    return redirect_to_login(_page_to_come_back_to(request), login_url=resolve_url(gate))


def _page_to_come_back_to(request: HttpRequest) -> str:
    """This page; after a lost POST the page that held the form, as only that can be shown again."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    referer = request.headers.get("Referer", "")
    same_site = url_has_allowed_host_and_scheme(
        referer, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    if not same_site:
        return resolve_url("/")
    page = urlsplit(referer)
    return page.path + (f"?{page.query}" if page.query else "")
