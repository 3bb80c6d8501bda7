"""An agency is closed: everything that follows, in the caller's one transaction."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F

from counter.actions.hand_on_intakes import hand_intakes_to_heir
from dossiers.actions.hand_to_successor import hand_to_successor
from payments.actions.close_receipt_books import close_receipt_books
from portal.accounts.actor import Actor
from portal.administration.closing.catalogue import tell_of_agency
from portal.administration.closing.refusals import refuse_closing, refuse_successor
from portal.administration.closing.roles import end_roles
from portal.administration.closing.tree import take_children_out
from portal.agencies.models import Agency
from portal.shared.action_log.record import record


@dataclass(frozen=True)
class Closed:
    """How much followed."""

    agency: Agency
    heir: Agency | None
    dossiers: int = 0
    roles: int = 0
    children: int = 0
    procedures: int = 0


def close_locked(
    agency: Agency, successor: Agency | None, *, actor: Actor, on: date, reason: str
) -> Closed:
    """Close an agency whose row is locked; the successor's row is locked here.

    One that has itself been closed since it was chosen is replaced by its heir. Raises InvalidInput
    (closing.refusals), with nothing changed by the caller's transaction.
    """
    heir = _lock_heir(successor)
    refuse_successor(agency, heir, on=on)
    refuse_closing(agency, heir)
    agency.closed_on, agency.successor, agency.heir = on, heir, heir
    agency.version += 1
    agency.save(update_fields=["closed_on", "successor", "heir", "version"])
    Agency.objects.filter(heir=agency).update(heir=heir)
    outcome = _follow(agency, heir, actor, reason)
    record(
        actor=actor, action="close_agency", subject=f"agency:{agency.code}",
        successor=heir.code if heir else "", on=on.isoformat(), dossiers=outcome.dossiers,
        roles=outcome.roles,
    )  # fmt: skip
    return outcome


def _lock_heir(successor: Agency | None) -> Agency | None:
    """Who takes the work over today. A closing of that one waits, and then finds us."""
    if successor is None:
        return None
    present = Agency.objects.select_related("heir").get(pk=successor.pk).present
    return Agency.objects.select_for_update(no_key=True).get(pk=present.pk)


def _follow(agency: Agency, heir: Agency | None, actor: Actor, reason: str) -> Closed:
    """Intakes first, then dossiers, then money, as everywhere."""
    dossiers = 0
    if heir is not None:
        hand_intakes_to_heir(closed=agency, heir=heir)
        dossiers = hand_to_successor(actor=actor, closed=agency, heir=heir, reason=reason)
        # Without an heir nobody else could write the receipt of a payment that comes late.
        close_receipt_books(agency=agency)
    roles = end_roles(agency, heir)
    children = take_children_out(agency, heir)
    procedures = 0
    if heir is not None:
        Agency.objects.filter(pk=heir.pk).update(version=F("version") + 1)
        procedures = tell_of_agency(heir)
    return Closed(agency, heir, dossiers, roles, children, procedures)
