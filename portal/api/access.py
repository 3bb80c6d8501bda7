"""Who may ask what is not public: the citizen signed in to the portal, in the same browser or
through a program that holds a key."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from portal.accounts.actor import Actor
from portal.accounts.app_keys import holder_of
from portal.accounts.models import AppKey, User
from portal.accounts.roles import Role

COOKIE = "sessionid"


class PortalSession(SessionAuthentication):
    """The session of the pages. Naming a scheme makes the answer to strangers 401, not 403."""

    def authenticate_header(self, request: Request) -> str:
        """The scheme that 401 names."""
        return "Session"


class PortalSessionScheme(OpenApiAuthenticationExtension):
    """How the description tells it."""

    target_class = PortalSession
    name = "session"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        """A cookie."""
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": COOKIE,
            "description": "Phiên đăng nhập của công dân trên cổng",
        }


@dataclass(frozen=True)
class KeyHolder:
    """Who asks with an app key: the citizen, through a program."""

    key: AppKey
    actor: Actor


class AppKeyHeader(BaseAuthentication):
    """`Authorization: Bearer mc_…`; sets `request.auth` to a KeyHolder. Other schemes and requests
    without the header are left to the session."""

    def authenticate(self, request: Request) -> tuple[User, KeyHolder] | None:
        """Raises AuthenticationFailed (401) for a key that opens nothing."""
        scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        found = holder_of(secret.strip())
        if found is None:
            raise AuthenticationFailed(
                _("Khóa ứng dụng không đúng, đã hết hạn hoặc đã bị thu hồi. Hãy tạo khóa mới.")
            )
        key, actor = found
        user = key.citizen.user
        assert user is not None
        return user, KeyHolder(key, actor)

    def authenticate_header(self, request: Request) -> str:
        """The scheme that 401 names."""
        return "Bearer"


class AppKeyScheme(OpenApiAuthenticationExtension):
    """How the description tells it."""

    target_class = AppKeyHeader
    name = "appKey"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        """A bearer token."""
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "Khóa ứng dụng, công dân tạo ở /me/profile/keys/",
        }


class IsCitizen(BasePermission):
    """Lets in citizens; `citizen_of(request)` is then who asks."""

    message = _("Chỉ công dân xem được hồ sơ của mình.")

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Strangers are told to sign in first."""
        if not request.user.is_authenticated:
            raise NotAuthenticated(_("Hãy đăng nhập vào cổng trước."))
        return _citizen(request) is not None


def citizen_of(request: Request) -> Actor:
    """The citizen who asks, behind IsCitizen."""
    actor = _citizen(request)
    if actor is None:
        raise NotAuthenticated
    return actor


def program_of(request: Request) -> str:
    """The name that the citizen gave to the program that asks; empty for the portal's session."""
    return request.auth.key.name if isinstance(request.auth, KeyHolder) else ""


def _citizen(request: Request) -> Actor | None:
    if isinstance(request.auth, KeyHolder):
        return request.auth.actor
    actors: tuple[Actor, ...] = request._request.actors  # type: ignore[attr-defined]
    return next((actor for actor in actors if actor.role == Role.CITIZEN), None)
