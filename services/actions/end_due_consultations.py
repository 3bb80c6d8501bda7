"""Ends every consultation whose days are over, each in a transaction of its own."""

import logging

from portal.shared import clock
from services.actions.end_consultation import end_if_over
from services.models import Consultation

logger = logging.getLogger(__name__)


def end_due_consultations() -> int:
    """How many ended. However long nobody asked, each ends once; what fails does not keep the
    others and is tried again in the next round."""
    due = Consultation.objects.filter(closed_at=None, closes_at__lte=clock.now())
    ended = 0
    for pk in list(due.order_by("closes_at", "id").values_list("pk", flat=True)):
        try:
            ended += end_if_over(consultation_id=pk)
        except Exception:
            logger.exception("Chưa kết thúc được đợt lấy ý kiến / a consultation did not end")
    return ended
