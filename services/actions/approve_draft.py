"""A second admin approves a draft: it becomes a revision, today or on a later day."""

from datetime import date

from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.action_log.record import record, recorded
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from portal.shared.kept_language import kept_language
from services.actions.draft_step import locked_with_procedure, must_be, must_be_seen
from services.actions.edit_draft import note_edit
from services.actions.open_draft import is_overtaken, last_revision
from services.actions.publish_revision import publish_revision
from services.actions.schedule_revision import schedule_revision
from services.content import RevisionContent
from services.draft_queries import is_author
from services.flow import DraftState
from services.models import Revision, RevisionDraft
from services.publishable import must_be_publishable
from services.validity import beginning_of, day_words


def approve_draft(
    *, actor: Actor, draft_id: int, version: int, applies_from: date | None = None
) -> RevisionDraft:
    """The draft, published at once (`applies_from` None or today) or approved for a later day.

    `version` is what the approver read. Raises NotAllowed (no admin; an author of the draft),
    StalePage (not waiting for approval, other content by now, another revision came into force or
    the procedure was withdrawn meanwhile, another change waits for its day), InvalidInput (a day
    that has passed, something is missing by now).
    """
    with recorded():
        draft = locked_with_procedure(actor, draft_id)
        must_be(draft, DraftState.APPROVAL)
        must_be_seen(draft, version)
        _must_be_another(draft, actor)
        if applies_from is not None and applies_from < clock.today():
            raise InvalidInput({"applies_from": _("Chọn hôm nay hoặc một ngày sau hôm nay.")})
        _must_stand_on_the_newest(draft)
        must_be_publishable(draft.procedure, draft.content)
        record(
            actor=actor,
            action="approve_draft",
            subject=f"procedure:{draft.procedure.code}",
            draft=draft.pk,
            version=draft.version,
        )
        return _approve(actor, draft, applies_from)


def _approve(actor: Actor, draft: RevisionDraft, applies_from: date | None) -> RevisionDraft:
    content, handling = draft.content, _handling(draft.content)
    procedure = draft.procedure
    if applies_from is None or applies_from == clock.today():
        applies_from = clock.today()
        draft.revision = publish_revision(
            actor=actor, procedure=procedure, content=content, handling=handling
        )
        draft.come_into_force()
        with kept_language():
            words = _("Duyệt và công bố phiên bản %(number)d, áp dụng ngay")
    else:
        draft.revision = schedule_revision(
            actor=actor,
            procedure=procedure,
            content=content,
            handling=handling,
            applies_from=applies_from,
        )
        draft.schedule()
        with kept_language():
            words = _("Duyệt phiên bản %(number)d, áp dụng từ %(day)s")
    draft.applies_from = applies_from
    draft.approved_by_id = actor.user_id
    draft.approved_at = clock.now()
    draft.save(update_fields=["state", "revision", "applies_from", "approved_by", "approved_at"])
    values = {"number": draft.revision.number, "day": day_words(beginning_of(applies_from))}
    note_edit(draft, actor, part="approve", words=words % values, changed=False)
    return draft


def _must_be_another(draft: RevisionDraft, actor: Actor) -> None:
    if actor.user_id is None or is_author(draft, actor.user_id):
        raise NotAllowed(
            _("Bạn đã soạn thảo hoặc trình bản này nên không duyệt được. Người khác phải duyệt.")
        )


def _must_stand_on_the_newest(draft: RevisionDraft) -> None:
    newest = last_revision(draft.procedure)
    if newest is None:
        return
    if is_overtaken(draft, newest):
        raise StalePage(
            _(
                "Phiên bản %(number)d đã được công bố sau khi mở bản soạn thảo này. Hãy trả lại, "
                "để người soạn thảo mở lại từ phiên bản mới và xem khác biệt."
            )
            % {"number": newest.number}
        )
    if newest.state == Revision.State.WITHDRAWN and _ended_after(newest, draft):
        raise StalePage(
            _(
                "Thủ tục đã bị bãi bỏ sau khi trình. Hãy trả lại, để người soạn thảo trình lại nếu "
                "vẫn muốn công bố."
            )
        )


def _ended_after(revision: Revision, draft: RevisionDraft) -> bool:
    withdrawal = revision.withdrawals.filter(carried_out_at__isnull=False).first()
    if withdrawal is None or draft.submitted_at is None:
        return False
    return withdrawal.carried_out_at is not None and withdrawal.carried_out_at > draft.submitted_at


def _handling(content: RevisionContent) -> Agency | None:
    code = content.handling_agency_code
    return Agency.objects.get(code=code) if code else None
