"""The approver wants something else: the draft goes back to be edited."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.shared.action_log.record import record
from portal.shared.kept_language import kept_language
from services.actions.draft_step import must_be, needed_reason
from services.actions.edit_draft import locked_draft, note_edit
from services.flow import DraftState
from services.models import RevisionDraft


@transaction.atomic
def send_back_draft(*, actor: Actor, draft_id: int, reason: str) -> RevisionDraft:
    """The draft, editable again; `reason` is shown above it. Who submitted it may take it back in
    the same way.

    Raises NotAllowed (no admin), StalePage (not waiting for approval), InvalidInput (no reason).
    """
    draft = locked_draft(actor, draft_id)
    must_be(draft, DraftState.APPROVAL)
    reason = needed_reason(reason, _("Nêu điều cần sửa, để người soạn thảo biết."))
    draft.send_back()
    draft.reason = reason
    draft.save(update_fields=["state", "reason"])
    with kept_language():
        words = _("Trả lại để sửa: %(reason)s") % {"reason": reason}
    note_edit(draft, actor, part="send_back", words=words, changed=False)
    record(
        actor=actor,
        action="send_back_draft",
        subject=f"procedure:{draft.procedure.code}",
        draft=draft.pk,
        reason=reason,
    )
    return draft
