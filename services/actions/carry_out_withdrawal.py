"""A withdrawal that waited for its day is carried out."""

from django.db import transaction

from portal.accounts.actor import SYSTEM
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.events import publish
from services import validity
from services.events import ProcedureChanged
from services.models import Procedure, Revision, Withdrawal
from services.search.indexing import index_procedure


@transaction.atomic
def carry_out_withdrawal(*, withdrawal_id: int) -> Revision | None:
    """The revision that went out of force; None where there is nothing to do (cancelled, not its
    day yet, done already)."""
    procedure_id = (
        Withdrawal.objects.filter(pk=withdrawal_id)
        .values_list("revision__procedure_id", flat=True)
        .first()
    )
    if procedure_id is None:
        return None
    procedure = validity.locked_procedure(procedure_id)
    withdrawal = (
        Withdrawal.objects.filter(
            pk=withdrawal_id,
            carried_out_at=None,
            cancelled_at=None,
            effective_at__lte=clock.now(),
        )
        .select_related("revision")
        .first()
    )
    if withdrawal is None:
        return None
    revision = withdrawal.revision
    go_out_of_force(procedure, revision, withdrawal)
    record(
        actor=SYSTEM,
        action="carry_out_withdrawal",
        subject=f"procedure:{procedure.code}",
        number=revision.number,
    )
    return revision


def go_out_of_force(procedure: Procedure, revision: Revision, withdrawal: Withdrawal) -> None:
    """The revision in force is withdrawn now; the caller holds the lock of the procedure."""
    now = clock.now()
    validity.end_now(revision, Revision.State.WITHDRAWN, now)
    withdrawal.carried_out_at = now
    withdrawal.save(update_fields=["carried_out_at"])
    procedure.current_revision = revision
    index_procedure(procedure)
    publish(ProcedureChanged(procedure=procedure, revision=revision, in_force=False))
