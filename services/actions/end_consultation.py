"""Ends a consultation: its days are over, or an admin ends it before."""

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from portal.accounts.actor import SYSTEM, Actor
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import StalePage
from portal.shared.kept_language import kept_language
from services.actions.draft_step import needed_reason
from services.actions.edit_draft import locked_draft, note_edit
from services.actions.open_consultation import forget_open_ones
from services.models import Consultation


@transaction.atomic
def end_consultation(*, actor: Actor, consultation_id: int, reason: str = "") -> Consultation:
    """The consultation, closed; its draft can be edited and handed in again. Opinions that wait
    for the lock are refused. Once its days are over nobody needs a `reason`.

    Raises NotAllowed (no admin), StalePage (closed already), InvalidInput (`reason` missing or
    too long).
    """
    consultation = Consultation.objects.filter(pk=consultation_id).first()
    if consultation is None:
        raise Http404
    draft = locked_draft(actor, consultation.draft_id)
    consultation = Consultation.objects.select_for_update(of=("self",)).get(pk=consultation_id)
    if consultation.closed_at is not None:
        raise StalePage(_("Đợt lấy ý kiến này đã kết thúc. Không có gì thay đổi."))
    now = clock.now()
    is_over = consultation.closes_at <= now
    if not is_over:
        reason = needed_reason(reason, _("Nêu lý do kết thúc trước hạn, để người dân biết."))
    draft.end_consultation()
    draft.save(update_fields=["state"])
    # A worker that comes late ends it at the moment that people were told.
    consultation.closed_at = min(now, consultation.closes_at)
    consultation.closed_by_id = actor.user_id
    consultation.end_reason = "" if is_over else reason
    consultation.save(update_fields=["closed_at", "closed_by", "end_reason"])
    with kept_language():
        words = _words(consultation)
    note_edit(draft, actor, part="consulted", words=words, changed=False)
    record(
        actor=actor,
        action="end_consultation",
        subject=f"procedure:{draft.procedure.code}",
        consultation=str(consultation.key),
        reason=consultation.end_reason,
    )
    transaction.on_commit(forget_open_ones)
    return consultation


@transaction.atomic
def end_if_over(*, consultation_id: int) -> bool:
    """Ends it if its days are over and nobody has ended it: once, whoever asks."""
    found = Consultation.objects.filter(
        pk=consultation_id, closed_at=None, closes_at__lte=clock.now()
    )
    if not found.exists():
        return False
    try:
        end_consultation(actor=SYSTEM, consultation_id=consultation_id)
    except StalePage:
        return False
    return True


def _words(consultation: Consultation) -> str:
    if not consultation.end_reason:
        return _("Hết thời gian lấy ý kiến")
    words = _("Kết thúc lấy ý kiến trước hạn: %(reason)s")
    return words % {"reason": consultation.end_reason}
