"""Tells those who gave an opinion what became of the draft: that it was decided, and the link."""

import logging

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from portal.notifications.actions.notify import notify
from portal.shared import clock
from portal.shared.kept_language import kept_language
from services.flow import DraftState
from services.models import Consultation, Opinion

logger = logging.getLogger(__name__)

DECIDED = (DraftState.PUBLISHED, DraftState.DISCARDED)


def tell_outcomes() -> int:
    """How many consultations were told of, each in a transaction of its own; once, however often
    it is called."""
    due = Consultation.objects.filter(
        closed_at__isnull=False, told_at=None, draft__state__in=DECIDED
    )
    told = 0
    for pk in list(due.order_by("pk").values_list("pk", flat=True)):
        try:
            told += _tell(pk)
        except Exception:
            logger.exception("Chưa báo được kết quả lấy ý kiến / an outcome was not told")
    return told


@transaction.atomic
def _tell(pk: int) -> bool:
    consultation = (
        Consultation.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("draft__procedure")
        .filter(pk=pk, told_at=None)
        .first()
    )
    if consultation is None:
        return False
    opinions = Opinion.objects.filter(consultation=consultation).select_related("citizen")
    with kept_language():
        context = _context(consultation)
        for opinion in opinions.exclude(citizen__email="").iterator():
            notify(
                to_email=opinion.citizen.email,
                template="consultation_decided",
                context=context,
                key=f"consultation:{consultation.pk}:{opinion.citizen_id}",
            )
    consultation.told_at = clock.now()
    consultation.save(update_fields=["told_at"])
    return True


def _context(consultation: Consultation) -> dict[str, str]:
    """The code and what became of it; never what anybody said."""
    draft = consultation.draft
    return {
        "portal_name": settings.PORTAL_NAME,
        "province_name": settings.PROVINCE_NAME,
        "code": draft.procedure.code,
        "state": _("Đã công bố") if draft.state == DraftState.PUBLISHED else _("Đã bỏ"),
        "link": f"{settings.PUBLIC_URL}/consultations/{consultation.key}/",
    }
