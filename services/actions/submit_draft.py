"""Hands a draft to another admin for approval."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput
from portal.shared.kept_language import kept_language
from services import revision_rows
from services.actions.draft_step import must_be, must_be_seen
from services.actions.edit_draft import locked_draft, note_edit
from services.flow import DraftState
from services.models import Revision, RevisionDraft
from services.publishable import must_be_publishable
from services.validity import beginning_of, day_words


@transaction.atomic
def submit_draft(
    *, actor: Actor, draft_id: int, version: int, applies_from: date | None = None
) -> RevisionDraft:
    """The draft, waiting for approval. `applies_from` is the day asked for; None: the day of
    approval.

    Raises NotAllowed (no admin), StalePage (not being drafted, or edited since the page),
    InvalidInput (something is missing: one message per place; a day that has passed; no
    difference to what is in force).
    """
    draft = locked_draft(actor, draft_id)
    must_be(draft, DraftState.DRAFT)
    must_be_seen(draft, version)
    if applies_from is not None and applies_from < clock.today():
        raise InvalidInput({"applies_from": _("Chọn hôm nay hoặc một ngày sau hôm nay.")})
    must_be_publishable(draft.procedure, draft.content)
    _must_differ(draft)
    draft.submit()
    draft.applies_from = applies_from
    draft.submitted_by_id = actor.user_id
    draft.submitted_at = clock.now()
    draft.reason = ""
    draft.save(update_fields=["state", "applies_from", "submitted_by", "submitted_at", "reason"])
    with kept_language():
        words = _words(applies_from)
    note_edit(draft, actor, part="submit", words=words, changed=False)
    record(
        actor=actor,
        action="submit_draft",
        subject=f"procedure:{draft.procedure.code}",
        draft=draft.pk,
        version=draft.version,
    )
    return draft


def _must_differ(draft: RevisionDraft) -> None:
    base = draft.base_revision
    if base is None or base.state != Revision.State.PUBLISHED:
        return
    if revision_rows.read(base) == draft.content:
        words = _("Bản soạn thảo không khác gì phiên bản %(number)d đang áp dụng.")
        raise InvalidInput({"content": words % {"number": base.number}})


def _words(applies_from: date | None) -> str:
    if applies_from is None:
        return _("Trình phê duyệt, áp dụng từ ngày được duyệt")
    day = day_words(beginning_of(applies_from))
    return _("Trình phê duyệt, đề nghị áp dụng từ %(day)s") % {"day": day}
