"""A draft is compared anew: another revision was published after it had been opened."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import StalePage
from portal.shared.kept_language import kept_language
from services.actions.draft_step import locked_with_procedure, must_be, must_be_seen
from services.actions.edit_draft import note_edit
from services.actions.open_draft import is_overtaken, last_revision
from services.flow import DraftState
from services.models import RevisionDraft


@transaction.atomic
def rebase_draft(*, actor: Actor, draft_id: int, version: int) -> RevisionDraft:
    """The draft on the newest revision. Its content stays; what it differs in from the newest one
    is shown, and is the admin's to look through: who does this becomes one of its authors.

    Raises NotAllowed (no admin), StalePage (not being drafted, edited since the page, on the
    newest one already).
    """
    draft = locked_with_procedure(actor, draft_id)
    must_be(draft, DraftState.DRAFT)
    must_be_seen(draft, version)
    newest = last_revision(draft.procedure)
    if newest is None or not is_overtaken(draft, newest):
        raise StalePage(_("Bản soạn thảo đã dựa trên phiên bản mới nhất."))
    draft.base_revision = newest
    draft.version += 1
    draft.edited_by_id = actor.user_id
    draft.edited_at = clock.now()
    draft.save(update_fields=["base_revision", "version", "edited_by", "edited_at"])
    with kept_language():
        words = _("Mở lại từ phiên bản %(number)d, giữ nội dung đang soạn")
    note_edit(draft, actor, part="rebase", words=words % {"number": newest.number}, changed=True)
    record(
        actor=actor,
        action="rebase_draft",
        subject=f"procedure:{draft.procedure.code}",
        draft=draft.pk,
        number=newest.number,
    )
    return draft
