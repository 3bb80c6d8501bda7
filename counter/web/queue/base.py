"""What the clerk's pages of the queue have in common."""

from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from counter.queries import clerks_among
from counter.queue.reads import actor_at_desk
from portal.accounts.roles import Role
from portal.accounts.web.access import StaffRequired

UNUSABLE, MOVED_ON = 422, 409


@method_decorator(never_cache, name="dispatch")
class QueuePage(StaffRequired):
    """A page of clerks. Who is clerk of several agencies acts where the desk is."""

    roles = (Role.CLERK,)

    def gate(self, request: HttpRequest) -> HttpResponse | None:
        """The role; then the agency."""
        stopped = super().gate(request)
        if stopped is None:
            request.actor = actor_at_desk(clerks_among(request.actors))  # type: ignore[attr-defined]
        return stopped


def whole_number(text: str) -> int | None:
    """A key from a form, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
