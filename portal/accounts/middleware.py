"""Gives each request the actors of the signed-in person."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from portal.accounts.actor import Actor
from portal.accounts.models import User
from portal.accounts.queries import actors_of
from portal.accounts.second_factor import is_satisfied


class ActorMiddleware:
    """Sets `request.actors` (tuple) and `request.actor` (the first, or None), both lazily.

    A page that asks for neither costs nothing. Staff roles count only in a session that has shown
    the second factor: whatever a view does with `request.actors`, a password alone opens no
    staff door. The views of an area set `request.actor` anew (portal.accounts.web.access).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach the lazy attributes."""
        actors = SimpleLazyObject(lambda: _actors(request))
        request.actors = actors  # type: ignore[attr-defined]
        request.actor = SimpleLazyObject(  # type: ignore[attr-defined]
            lambda: actors[0] if actors else None
        )
        return self.get_response(request)


def _actors(request: HttpRequest) -> tuple[Actor, ...]:
    user = request.user
    if not isinstance(user, User):
        return ()
    return actors_of(user, with_staff=is_satisfied(request, user))
