"""An agency gets another name, today or on a later day."""

from datetime import date

from django.db import transaction

from portal.accounts.actor import Actor
from portal.administration.facts import checked_day, checked_name, checked_reason
from portal.administration.locking import lock_agency
from portal.administration.models import PlannedChange
from portal.administration.planning import plan
from portal.administration.renaming import rename_locked
from portal.agencies.models import Agency
from portal.shared import clock


@transaction.atomic
def rename_agency(
    *, actor: Actor, agency_id: int, seen_version: int | None, name: str, on: date, reason: str
) -> Agency | PlannedChange:
    """Today: at once. Later: a planned change. Raises NotAllowed, Http404, StalePage, InvalidInput
    (`name`, `on`, `reason`)."""
    agency = lock_agency(actor, agency_id, seen_version=seen_version)
    name, reason = checked_name(name), checked_reason(reason)
    if checked_day(on, clock.today()) > clock.today():
        return plan(
            actor=actor, kind=PlannedChange.Kind.RENAME, agency=agency, on=on, name=name,
            reason=reason,
        )  # fmt: skip
    return rename_locked(agency, actor=actor, name=name)
