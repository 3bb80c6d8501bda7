"""A change that waits for its day."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.administration.models import PlannedChange
from portal.agencies.models import Agency
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput
from portal.shared.templatetags.formats import day as in_words


def plan(
    *,
    actor: Actor,
    kind: PlannedChange.Kind,
    agency: Agency,
    on: date,
    reason: str,
    name: str = "",
    successor: Agency | None = None,
) -> PlannedChange:
    """Write it down, under the lock of the agency. Raises InvalidInput (one of this kind waits)."""
    refuse_second_plan(agency, kind)
    planned = PlannedChange.objects.create(
        kind=kind,
        agency=agency,
        on=on,
        name=name,
        successor=successor,
        reason=reason,
        asked_by_id=actor.user_id,
        asked_by_name=actor.name,
    )
    record(
        actor=actor, action="plan_agency_change", subject=f"agency:{agency.code}", kind=kind.value,
        on=on.isoformat(), successor=successor.code if successor else "",
    )  # fmt: skip
    return planned


def refuse_second_plan(agency: Agency, kind: PlannedChange.Kind) -> None:
    """Raises InvalidInput (`on`) when one of this kind waits already."""
    waiting = waiting_for(agency).filter(kind=kind).first()
    if waiting is not None:
        raise InvalidInput(
            {
                "on": _("Việc này đã định vào ngày %(day)s. Hãy hủy kế hoạch đó trước.")
                % {"day": in_words(waiting.on)}
            }
        )


def waiting_for(agency: Agency) -> QuerySet[PlannedChange]:
    """What is planned for the agency and neither done nor cancelled."""
    return PlannedChange.objects.filter(agency=agency, done_at=None, cancelled_at=None)
