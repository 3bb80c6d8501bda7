"""An agency is closed, today or on a later day."""

from datetime import date

from django.db import transaction
from django.http import Http404

from portal.accounts.actor import Actor
from portal.accounts.policy import must_be_admin
from portal.administration.closing.close import Closed, close_locked
from portal.administration.closing.refusals import refuse_closing, refuse_successor
from portal.administration.closing.words import history_reason
from portal.administration.facts import checked_day, checked_reason
from portal.administration.locking import lock_agency, lock_in_order
from portal.administration.models import PlannedChange
from portal.administration.planning import plan
from portal.agencies.models import Agency
from portal.shared import clock


@transaction.atomic
def close_agency(
    *,
    actor: Actor,
    agency_id: int,
    seen_version: int | None,
    successor_id: int | None,
    on: date,
    reason: str,
) -> Closed | PlannedChange:
    """Today: at once, everything that follows in this transaction. Later: a planned change, checked
    now as far as it can be, and again on the day.

    Raises NotAllowed, Http404, StalePage, InvalidInput (`on`, `reason`, `successor`, `agency`).
    """
    must_be_admin(actor)
    lock_in_order(agency_id, successor_id)
    agency = lock_agency(actor, agency_id, seen_version=seen_version)
    reason, on = checked_reason(reason), checked_day(on, clock.today())
    successor = successor_of(successor_id)
    refuse_successor(agency, successor, on=on)
    if on > clock.today():
        if successor is None or agency.parent_id is None:
            refuse_closing(agency, successor)
        return plan(
            actor=actor, kind=PlannedChange.Kind.CLOSE, agency=agency, on=on, successor=successor,
            reason=reason,
        )  # fmt: skip
    return close_locked(
        agency, successor, actor=actor, on=on, reason=history_reason(agency, successor, reason)
    )


def successor_of(successor_id: int | None) -> Agency | None:
    """The agency that was chosen, or None. Raises Http404."""
    if successor_id is None:
        return None
    successor = Agency.objects.filter(pk=successor_id).first()
    if successor is None:
        raise Http404
    return successor
