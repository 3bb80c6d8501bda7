"""An approved draft is taken back before its day."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import StalePage
from portal.shared.kept_language import kept_language
from services import validity
from services.actions.draft_step import locked_with_procedure, must_be, needed_reason
from services.actions.edit_draft import note_edit
from services.flow import DraftState
from services.models import Revision, RevisionDraft


@transaction.atomic
def call_back_draft(*, actor: Actor, draft_id: int, reason: str) -> RevisionDraft:
    """The draft, editable again; its scheduled revision is gone, the one in force applies on.

    Raises NotAllowed (no admin), StalePage (not approved, or its day has come), InvalidInput (no
    reason).
    """
    draft = locked_with_procedure(actor, draft_id)
    must_be(draft, DraftState.APPROVED)
    reason = needed_reason(reason, _("Nêu vì sao thu hồi phiên bản đã duyệt."))
    number = _unschedule(draft)
    draft.call_back()
    draft.revision = None
    draft.approved_by = draft.approved_at = None
    draft.reason = reason
    draft.save(update_fields=["state", "revision", "approved_by", "approved_at", "reason"])
    with kept_language():
        words = _("Thu hồi phiên bản %(number)d: %(reason)s") % {"number": number, "reason": reason}
    note_edit(draft, actor, part="call_back", words=words, changed=False)
    record(
        actor=actor,
        action="call_back_draft",
        subject=f"procedure:{draft.procedure.code}",
        draft=draft.pk,
        number=number,
        reason=reason,
    )
    return draft


def _unschedule(draft: RevisionDraft) -> int:
    assert draft.revision_id is not None, "approved: it has become a revision"
    revision = Revision.objects.get(pk=draft.revision_id)
    if revision.in_force is None or revision.in_force.lower <= clock.now():
        raise StalePage(_("Phiên bản này đã đến ngày áp dụng nên không thu hồi được nữa."))
    number = revision.number
    revision.delete()
    present = validity.present_of(draft.procedure)
    if present is not None:
        validity.end(present, None)
    return number
