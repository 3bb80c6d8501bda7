"""Whether money heals by itself: one reason when it does not."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from payments.models import PaymentAttempt, ProviderEvent, SweepRun
from payments.models.attempt import UNASKED_SINCE_ITS_END
from payments.states import LIVE
from payments.sweep_run import ATTEMPTS, EVENTS
from portal.shared import clock

SWEEP_WITHIN = timedelta(minutes=5)
EVENT_WITHIN = timedelta(minutes=10)
ANSWER_WITHIN = timedelta(hours=1)


@dataclass(frozen=True)
class Verdict:
    """`reason` is empty when all is well; `text` is one plain line."""

    reason: str
    text: str

    @property
    def is_well(self) -> bool:
        """Nobody has to look."""
        return not self.reason


def payments_health() -> Verdict:
    """The first thing that is wrong. Three reads, each from an index of what waits."""
    now = clock.now()
    finished = dict(
        SweepRun.objects.filter(name__in=(ATTEMPTS, EVENTS)).values_list("name", "finished_at")
    )
    if any(_is_late(finished.get(name), now) for name in (ATTEMPTS, EVENTS)):
        return Verdict(
            "sweep_late",
            _(
                "Lượt hỏi đơn vị thanh toán không hoàn tất trong 5 phút qua: hãy kiểm tra tiến "
                "trình worker."
            ),
        )
    if ProviderEvent.objects.filter(processed_at=None, received_at__lt=now - EVENT_WITHIN).exists():
        return Verdict(
            "events_waiting", _("Có thông báo của đơn vị thanh toán chưa xử lý quá 10 phút.")
        )
    if PaymentAttempt.objects.filter(
        UNASKED_SINCE_ITS_END, state__in=LIVE, expires_at__lt=now - ANSWER_WITHIN
    ).exists():
        return Verdict(
            "attempts_unanswered",
            _("Có giao dịch hết giờ quá 1 giờ mà đơn vị thanh toán chưa cho biết kết quả."),
        )
    return Verdict("", _("Thanh toán hoạt động bình thường."))


def _is_late(finished_at: datetime | None, now: datetime) -> bool:
    return finished_at is None or finished_at < now - SWEEP_WITHIN
