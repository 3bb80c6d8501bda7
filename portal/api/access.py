"""Who may ask what is not public: the citizen signed in to the portal, in the same browser."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from portal.accounts.actor import Actor
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


def _citizen(request: Request) -> Actor | None:
    actors: tuple[Actor, ...] = request._request.actors  # type: ignore[attr-defined]
    return next((actor for actor in actors if actor.role == Role.CITIZEN), None)
