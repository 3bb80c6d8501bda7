"""How the line does, in one honest sentence."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.national.queries.health import BEHIND_BY
from portal.national.queries.watch import Line
from portal.national.web import words


@dataclass(frozen=True)
class Headline:
    """`kind` is that of a banner; `more` says what waits for a person, or is empty."""

    kind: str
    text: str
    more: str = ""


def headline(line: Line) -> Headline:
    """What matters most, and beside it what waits for a person."""
    kind, text = _line_in_words(line)
    if not line.parked:
        return Headline(kind, text)
    more = _(
        "%(count)s hồ sơ hoặc thủ tục bị từ chối, đang chờ người sửa; những hồ sơ khác không phải "
        "chờ."
    ) % {"count": words.counted(line.parked)}
    return Headline("warning" if kind == "success" else kind, text, more)


def _line_in_words(line: Line) -> tuple[str, str]:
    if not line.lead.is_held:
        return "error", _("Không có tiến trình nào đang chuyển lên cổng quốc gia; %(waiting)s.") % {
            "waiting": _waiting(line)
        } + " " + _("Hãy khởi động lại tiến trình deliver_outbox.")
    if line.down_since:
        return "error", _(
            "Cổng quốc gia không nhận từ %(since)s; %(waiting)s. Hệ thống vẫn thử lại liên tục."
        ) % {"since": words.since(line.down_since), "waiting": _waiting(line)}
    if line.is_silent:
        return "error", _(
            "Tiến trình chuyển đang chạy nhưng không gửi gì trong 3 phút qua; %(waiting)s. "
            "Hãy xem nhật ký rồi khởi động lại deliver_outbox."
        ) % {"waiting": _waiting(line)}
    if line.oldest_age > BEHIND_BY:
        return "warning", _("Đang chuyển nhưng còn chậm: %(waiting)s.") % {
            "waiting": _waiting(line)
        }
    if line.delivered:
        return "success", _("Đang chuyển bình thường: chậm nhất %(slowest)s trong giờ qua.") % {
            "slowest": _slowest(line)
        }
    if line.oldest:
        return "success", _("Đang chuyển bình thường: %(waiting)s.") % {"waiting": _waiting(line)}
    return "success", _("Đang chạy bình thường: giờ qua không có thay đổi nào phải chuyển.")


def _waiting(line: Line) -> str:
    if not line.waiting:
        return _("chưa có thay đổi nào phải chờ")
    count = words.counted(line.waiting)
    if not line.oldest:
        return _("%(count)s thay đổi đang chờ") % {"count": count}
    return _("%(count)s thay đổi đang chờ, cũ nhất %(age)s") % {
        "count": count, "age": words.length(line.oldest_age)
    }  # fmt: skip


def _slowest(line: Line) -> str:
    """Of what was delivered and of what still waits."""
    delivered = words.of_ms(line.slowest_ms)
    return words.length(line.oldest_age) if _waits_longer(line) else delivered


def _waits_longer(line: Line) -> bool:
    return line.oldest_age.total_seconds() * 1000 > line.slowest_ms
