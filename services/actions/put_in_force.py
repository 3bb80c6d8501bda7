"""A scheduled revision comes into force: its day has come."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import SYSTEM
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.events import publish
from portal.shared.kept_language import kept_language
from services import validity
from services.actions.edit_draft import note_edit
from services.events import ProcedureChanged
from services.models import Revision, RevisionDraft


@transaction.atomic
def put_in_force(*, revision_id: int) -> Revision | None:
    """The revision, now published; None where there is nothing to do (called back, not its day
    yet, done already). What was in force until its day is superseded."""
    procedure_id = (
        Revision.objects.filter(pk=revision_id).values_list("procedure_id", flat=True).first()
    )
    if procedure_id is None:
        return None
    procedure = validity.locked_procedure(procedure_id)
    now = clock.now()
    revision = Revision.objects.filter(
        pk=revision_id, state=Revision.State.SCHEDULED, in_force__startswith__lte=now
    ).first()
    if revision is None:
        return None
    present = validity.present_of(procedure)
    if present is not None:
        validity.end_now(present, Revision.State.SUPERSEDED, now)
    revision.state = Revision.State.PUBLISHED
    revision.save(update_fields=["state"])
    validity.follow(procedure, revision)
    _end_draft(revision)
    publish(ProcedureChanged(procedure=procedure, revision=revision, in_force=True))
    record(
        actor=SYSTEM,
        action="put_in_force",
        subject=f"procedure:{procedure.code}",
        number=revision.number,
    )
    return revision


def _end_draft(revision: Revision) -> None:
    draft = RevisionDraft.objects.select_for_update(of=("self",)).filter(revision=revision).first()
    if draft is None:
        return
    draft.come_into_force()
    draft.save(update_fields=["state"])
    with kept_language():
        words = _("Phiên bản %(number)d bắt đầu áp dụng") % {"number": revision.number}
    note_edit(draft, SYSTEM, part="come_into_force", words=words, changed=False)
