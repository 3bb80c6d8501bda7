"""Whether somebody has to look at the line: one reason when so."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from portal.national.models import Endpoint
from portal.national.queries.watch import Line, line

# An outage heals by itself; it is worth somebody's night only when it lasts.
DOWN_FOR = timedelta(minutes=15)
BEHIND_BY = timedelta(minutes=15)


@dataclass(frozen=True)
class Verdict:
    """`reason` is empty when all is well; `text` is one plain line."""

    reason: str
    text: str

    @property
    def is_well(self) -> bool:
        """Nobody has to look."""
        return not self.reason


def national_health() -> Verdict:
    """The first thing that is wrong."""
    return verdict_of(line())


def verdict_of(seen: Line) -> Verdict:
    """The same of a line that has been read. Parked lines have their cases; they are no alarm."""
    if not seen.lead.is_held:
        return Verdict(
            "delivery_stopped",
            _("Không có tiến trình nào đang chuyển: hãy khởi động lại tiến trình deliver_outbox."),
        )
    if seen.is_silent:
        return Verdict(
            "delivery_silent",
            _(
                "Tiến trình chuyển đang chạy nhưng không gửi gì trong 3 phút qua dù có thay đổi "
                "đang chờ: hãy xem nhật ký rồi khởi động lại deliver_outbox."
            ),
        )
    down = [each for each in seen.endpoints.values() if _is_long_down(each, seen)]
    if down:
        worst = min(down, key=lambda each: each.down_since or seen.at)
        return Verdict(
            "national_portal_down",
            _("Cổng quốc gia không nhận quá 15 phút (%(endpoint)s): %(error)s")
            % {"endpoint": worst.get_name_display(), "error": worst.last_error or "–"},
        )
    if seen.oldest_age > BEHIND_BY:
        return Verdict("behind", _("Có thay đổi chờ chuyển quá 15 phút."))
    return Verdict("", _("Đồng bộ quốc gia hoạt động bình thường."))


def _is_long_down(endpoint: Endpoint, seen: Line) -> bool:
    return endpoint.down_since is not None and seen.at - endpoint.down_since > DOWN_FOR
