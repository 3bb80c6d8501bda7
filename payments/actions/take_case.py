"""A provincial admin takes a case of reconciliation."""

from django.db import transaction
from django.utils.translation import gettext as _

from payments.models import ReconciliationCase
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.shared.action_log.record import record
from portal.shared.errors import NotAllowed, StalePage


@transaction.atomic
def take_case(*, actor: Actor, case_id: int, seen_owner_id: int | None) -> ReconciliationCase:
    """Become its owner, from the queue or from a colleague; `seen_owner_id` is whose it was on the
    person's page, so that two people who take it at once do not both believe to have it.

    Raises NotAllowed, StalePage (closed, healed, or taken by somebody else meanwhile),
    ReconciliationCase.DoesNotExist.
    """
    if actor.role != Role.PROVINCIAL_ADMIN:
        raise NotAllowed(_("Chỉ quản trị tỉnh được nhận vụ việc đối soát."))
    case = ReconciliationCase.objects.select_for_update().get(pk=case_id)
    if not case.is_open:
        raise StalePage(_("Vụ việc này đã xong; không ai cần nhận nữa."))
    if case.owner_id == actor.user_id:
        return case
    if case.owner_id != seen_owner_id:
        raise StalePage(_("Người khác vừa nhận vụ việc này. Hãy xem lại rồi nhận nếu vẫn cần."))
    case.owner_id = actor.person_id
    case.save(update_fields=["owner"])
    record(
        actor=actor,
        action="take_reconciliation_case",
        subject=f"reconciliation_case:{case.pk}",
        taken_from=seen_owner_id,
    )
    return case
