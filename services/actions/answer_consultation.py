"""The admins answer the comments of a consultation, for everybody to read."""

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from services.actions.edit_draft import MAY_EDIT
from services.models import Consultation

MAX_ANSWER = 5000


@transaction.atomic
def answer_consultation(
    *, actor: Actor, consultation_id: int, answer: str, seen: str = ""
) -> Consultation:
    """The consultation with this answer, which replaces an earlier one. `seen` is the mark of the
    answer that the page showed.

    Raises NotAllowed (no admin), StalePage (still open; answered by somebody else meanwhile),
    InvalidInput (`answer` missing or too long).
    """
    if actor.role not in MAY_EDIT:
        raise NotAllowed(_("Chỉ quản trị tỉnh được trả lời ý kiến."))
    answer = answer.strip()
    if not answer:
        raise InvalidInput({"answer": _("Viết câu trả lời cho những người đã góp ý.")})
    if len(answer) > MAX_ANSWER:
        words = _("Câu trả lời dài tối đa %(limit)d ký tự. Hãy viết ngắn lại.")
        raise InvalidInput({"answer": words % {"limit": MAX_ANSWER}})
    found = (
        Consultation.objects.select_for_update(of=("self",))
        .select_related("draft__procedure", "answered_by")
        .filter(pk=consultation_id)
        .first()
    )
    if found is None:
        raise Http404
    if found.closed_at is None:
        raise StalePage(_("Trả lời sau khi đợt lấy ý kiến kết thúc."))
    if answer_mark(found) != seen:
        name = found.answered_by.full_name if found.answered_by else _("Hệ thống")
        words = _("%(name)s vừa lưu câu trả lời khác. Hãy đối chiếu rồi lưu lại.")
        raise StalePage(words % {"name": name})
    found.answer, found.answered_at, found.answered_by_id = answer, clock.now(), actor.user_id
    found.save(update_fields=["answer", "answered_at", "answered_by"])
    record(
        actor=actor,
        action="answer_consultation",
        subject=f"procedure:{found.draft.procedure.code}",
        consultation=str(found.key),
    )
    return found


def answer_mark(consultation: Consultation) -> str:
    """What tells two answers apart; empty for none."""
    at = consultation.answered_at
    return f"{at.timestamp():.6f}" if at else ""
