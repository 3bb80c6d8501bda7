"""A citizen says what he or she thinks of a draft."""

from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput, StalePage
from services.models import Consultation, Opinion

MAX_COMMENT = 2000


@transaction.atomic
def give_opinion(
    *, actor: Actor, key: UUID, stance: str, comment: str, tried_form: bool = False, seen: str = ""
) -> Opinion:
    """The citizen's one opinion; it may be changed until the end. `seen` is the mark
    (`mark_of`) of the opinion that the page showed, empty for none.

    Raises NotAllowed (no citizen), Http404, StalePage (the days are over; changed elsewhere
    meanwhile), InvalidInput (`stance`; `comment` too long, or missing where one objects).
    """
    citizen_id = actor.must_be_citizen()
    comment = comment.strip()
    _check(stance, comment)
    # The lock orders this against the end: an opinion is either before it or refused.
    found = Consultation.objects.select_for_update(of=("self",)).filter(key=key).first()
    if found is None:
        raise Http404
    now = clock.now()
    if found.closed_at is not None or found.closes_at <= now:
        raise StalePage(_("Đợt lấy ý kiến này đã kết thúc nên không nhận thêm ý kiến."))
    opinion = Opinion.objects.filter(consultation=found, citizen_id=citizen_id).first()
    if mark_of(opinion) != seen:
        words = _("Bạn đã gửi ý kiến ở một trang khác sau khi mở trang này. Hãy xem lại rồi gửi.")
        raise StalePage(words)
    opinion = opinion or Opinion(consultation=found, citizen_id=citizen_id)
    opinion.stance, opinion.comment, opinion.at = stance, comment, now
    opinion.tried_form = opinion.tried_form or tried_form
    opinion.save()
    record(actor=actor, action="give_opinion", subject=f"consultation:{found.key}")
    return opinion


def mark_of(opinion: Opinion | None) -> str:
    """What tells two versions of an opinion apart; empty for none."""
    return f"{opinion.at.timestamp():.6f}" if opinion else ""


def _check(stance: str, comment: str) -> None:
    errors = {}
    if stance not in Opinion.Stance.values:
        errors["stance"] = _("Chọn “Đồng ý” hoặc “Không đồng ý”.")
    if stance == Opinion.Stance.OBJECT and not comment:
        errors["comment"] = _("Viết điều bạn không đồng ý, để cơ quan biết cần sửa gì.")
    if len(comment) > MAX_COMMENT:
        words = _("Ý kiến dài %(length)d ký tự, tối đa %(limit)d ký tự. Hãy viết ngắn lại.")
        errors["comment"] = words % {"length": len(comment), "limit": MAX_COMMENT}
    if errors:
        raise InvalidInput(errors)
