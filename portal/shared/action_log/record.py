"""Writing to the action log; only actions do it, as their last statement."""

from typing import Any, Protocol

from portal.shared import clock
from portal.shared.action_log.models import ActionLogEntry


class Acting(Protocol):
    """Who acts, as the log needs to know it (see portal.accounts.actor.Actor)."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def agency_code(self) -> str: ...


def record(*, actor: Acting, action: str, subject: str, **detail: Any) -> None:
    """Append one entry. `subject` is `<kind>:<key>`; `detail` holds no personal content."""
    ActionLogEntry.objects.create(
        at=clock.now(),
        actor_id=actor.user_id,
        actor_name=actor.name,
        role=actor.role,
        agency_code=actor.agency_code,
        action=action,
        subject=subject,
        detail=detail,
    )
