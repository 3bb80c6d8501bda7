"""A case of reconciliation is cleared up by a person."""

from django.db import transaction
from django.utils.translation import gettext as _

from payments.models import ReconciliationCase
from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput, NotAllowed, StalePage

SHORTEST, LONGEST = 10, 500


@transaction.atomic
def close_case(*, actor: Actor, case_id: int, resolution: str) -> ReconciliationCase:
    """Close it with what cleared it up. It stays closed while the amounts stay as they are.

    Raises NotAllowed (only its owner closes it), StalePage (not open any more), InvalidInput
    (`resolution`), ReconciliationCase.DoesNotExist.
    """
    resolution = " ".join(resolution.split())
    case = ReconciliationCase.objects.select_for_update().get(pk=case_id)
    if not case.is_open:
        raise StalePage(_("Vụ việc này đã xong; không có gì thay đổi."))
    if case.owner_id is None or case.owner_id != actor.user_id:
        raise NotAllowed(_("Chỉ người đã nhận vụ việc mới được kết thúc. Hãy nhận vụ việc trước."))
    problem = _problem(resolution)
    if problem:
        raise InvalidInput({"resolution": problem})
    case.state = ReconciliationCase.State.CLOSED
    case.closed_at = clock.now()
    case.closed_by_id = actor.person_id
    case.resolution = resolution
    case.save(update_fields=["state", "closed_at", "closed_by", "resolution"])
    record(
        actor=actor,
        action="close_reconciliation_case",
        subject=f"reconciliation_case:{case.pk}",
        result=case.result,
    )
    return case


def _problem(resolution: str) -> str:
    if len(resolution) < SHORTEST:
        return _("Hãy ghi rõ đã xử lý thế nào (ít nhất %(least)d ký tự).") % {"least": SHORTEST}
    if len(resolution) > LONGEST:
        return _("Viết ngắn lại, không quá %(most)d ký tự.") % {"most": LONGEST}
    return ""
