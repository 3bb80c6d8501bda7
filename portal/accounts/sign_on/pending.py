"""A sign-on under way, kept in the person's session: what the national portal said, and where the
person wanted to go. And of the finished one, what a sign-out there needs."""

import time
from dataclasses import dataclass, replace

from django.http import HttpRequest

from portal.accounts.models import User
from portal.accounts.sign_on.facts import Facts

PENDING, SIGNED_ON = "national_pending", "national_signed_on"
# To fill in one page; then the national portal is asked again.
KEPT_SECONDS = 15 * 60


@dataclass(frozen=True)
class Pending:
    """What a page of a sign-on goes on from."""

    facts: Facts
    id_token: str
    next_url: str

    def going_to(self, page: str) -> "Pending":
        """The same, with another page at its end."""
        return replace(self, next_url=page)

    def keep(self, request: HttpRequest) -> None:
        """Into the session, instead of any other."""
        request.session[PENDING] = {
            "facts": self.facts.as_json(),
            "id_token": self.id_token,
            "next_url": self.next_url,
            "until": time.time() + KEPT_SECONDS,
        }


def pending_of(request: HttpRequest) -> Pending | None:
    """The sign-on that is under way in this session, unless it took too long."""
    kept = request.session.get(PENDING)
    if not kept or kept["until"] < time.time():
        forget_pending(request)
        return None
    return Pending(Facts.from_json(kept["facts"]), kept["id_token"], kept["next_url"])


def forget_pending(request: HttpRequest) -> None:
    """It is over."""
    request.session.pop(PENDING, None)


def keep_for_sign_out(request: HttpRequest, user: User, id_token: str) -> None:
    """This session came from the national portal, which is told when it ends."""
    request.session[SIGNED_ON] = {"user": user.pk, "id_token": id_token}


def id_token_for_sign_out(request: HttpRequest) -> str:
    """The ID token of this person's session, or empty when it came about without."""
    kept = request.session.get(SIGNED_ON)
    return kept["id_token"] if kept and kept["user"] == request.user.pk else ""
