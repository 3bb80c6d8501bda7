"""Throws a draft away; the procedure stays as it is."""

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
def discard_draft(*, actor: Actor, draft_id: int, reason: str) -> RevisionDraft:
    """The discarded draft, kept with its history; another one may be opened.

    Raises NotAllowed (no admin), StalePage (in consultation, approved, closed), InvalidInput (no
    reason).
    """
    draft = locked_draft(actor, draft_id)
    must_be(draft, DraftState.DRAFT, DraftState.APPROVAL)
    reason = needed_reason(reason, _("Nêu vì sao bỏ bản soạn thảo này."))
    draft.discard()
    draft.reason = reason
    draft.save(update_fields=["state", "reason"])
    with kept_language():
        words = _("Bỏ bản soạn thảo: %(reason)s") % {"reason": reason}
    note_edit(draft, actor, part="discard", words=words, changed=False)
    record(
        actor=actor,
        action="discard_draft",
        subject=f"procedure:{draft.procedure.code}",
        draft=draft.pk,
        reason=reason,
    )
    return draft
