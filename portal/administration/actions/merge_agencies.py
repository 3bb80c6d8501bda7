"""Several agencies become one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.policy import must_be_admin
from portal.administration.actions.carry_out_changes import carry_out
from portal.administration.actions.create_agency import create_agency
from portal.administration.closing.refusals import refuse_closing, refuse_successor
from portal.administration.facts import checked_day, checked_reason
from portal.administration.locking import lock_agency
from portal.administration.models import PlannedChange
from portal.administration.planning import plan
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.action_log.record import recorded
from portal.shared.errors import InvalidInput


@dataclass(frozen=True)
class NewAgency:
    """Who is made to take over."""

    name: str
    code: str
    code_2020: str
    level: str
    parent_id: int | None
    is_one_stop: bool = True


@dataclass(frozen=True)
class Merged:
    """Who takes over, and what waits: for its day, or for what `trouble` says."""

    into: Agency
    changes: list[PlannedChange]

    @property
    def waiting(self) -> list[PlannedChange]:
        """The closings that are not done."""
        return [change for change in self.changes if change.done_at is None]


def merge_agencies(
    *,
    actor: Actor,
    source_ids: Sequence[int],
    into: int | NewAgency,
    on: date,
    reason: str,
) -> Merged:
    """Everything is checked and planned in one transaction; on the day itself (today: now) each
    closing is a transaction of its own. Stopped in between, the job goes on.

    Raises NotAllowed, Http404, StalePage (one is closed already), InvalidInput (`sources`, `on`,
    `reason`, `into`, and what create_agency names).
    """
    must_be_admin(actor)
    reason, on = checked_reason(reason), checked_day(on, clock.today())
    with recorded():
        heir = _heir(actor, into, on)
        keys = [key for key in dict.fromkeys(source_ids) if key != heir.pk]
        if not keys:
            raise InvalidInput({"sources": _("Chọn ít nhất một cơ quan khác với cơ quan kế thừa.")})
        changes = [_plan(actor, key, heir, on, reason) for key in sorted(keys)]
    if on <= clock.today():
        for change in changes:
            carry_out(change_id=change.pk)
    planned = PlannedChange.objects.filter(pk__in=[change.pk for change in changes])
    return Merged(heir, list(planned.select_related("agency").order_by("pk")))


def _heir(actor: Actor, into: int | NewAgency, on: date) -> Agency:
    if isinstance(into, NewAgency):
        return create_agency(
            actor=actor, code=into.code, code_2020=into.code_2020, name=into.name,
            level=into.level, parent_id=into.parent_id, is_one_stop=into.is_one_stop,
            opened_on=on if on > clock.today() else None,
        )  # fmt: skip
    found = Agency.objects.filter(pk=into).first()
    if found is None:
        raise Http404
    return found


def _plan(actor: Actor, key: int, heir: Agency, on: date, reason: str) -> PlannedChange:
    agency = lock_agency(actor, key, seen_version=None)
    try:
        refuse_successor(agency, heir, on=on)
        if on <= clock.today():
            refuse_closing(agency, heir)
        return plan(
            actor=actor, kind=PlannedChange.Kind.CLOSE, agency=agency, on=on, successor=heir,
            reason=reason,
        )  # fmt: skip
    except InvalidInput as refusal:
        raise InvalidInput({"sources": str(refusal)}) from refusal
