"""A planned change is not going to happen."""

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.policy import must_be_admin
from portal.administration.models import PlannedChange
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import StalePage


@transaction.atomic
def cancel_change(*, actor: Actor, change_id: int) -> PlannedChange:
    """Cancel it. Raises NotAllowed, Http404, StalePage (carried out or cancelled meanwhile)."""
    must_be_admin(actor)
    found = PlannedChange.objects.select_for_update().filter(pk=change_id).first()
    if found is None:
        raise Http404
    if found.done_at is not None:
        raise StalePage(_("Việc này đã thực hiện, không hủy được nữa."))
    if found.cancelled_at is not None:
        raise StalePage(_("Kế hoạch này đã được hủy trước đó."))
    found.cancelled_at, found.cancelled_by_name = clock.now(), actor.name
    found.save(update_fields=["cancelled_at", "cancelled_by_name"])
    record(
        actor=actor, action="cancel_agency_change", subject=f"agency:{found.agency.code}",
        kind=found.kind, on=found.on.isoformat(),
    )  # fmt: skip
    return found
