"""A refund in words: its state, and each step with its moment."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from payments.models import Refund
from payments.queries.refunds import REPLACED
from payments.states import RefundState
from portal.shared.money import format_vnd

S = RefundState
CASH = Refund.Method.CASH


@dataclass(frozen=True)
class RefundStory:
    """A refund as its payer and staff read it: `entries` are for components/timeline.html."""

    refund: Refund
    title: str
    entries: list[dict[str, Any]]


def refund_story(refund: Refund, *, for_staff: bool = False) -> RefundStory:
    """Each step with its moment, the last one marked, and what is still to come."""
    entries = [_asked(refund, for_staff), *_decided(refund, for_staff), *_on_its_way(refund)]
    entries += _ended(refund)
    entries[-1]["current"] = True
    if refund.is_open:
        entries.append({"title": _still_to_come(refund), "planned": True})
    title = _("Hoàn trả %(amount)s: %(state)s") % {
        "amount": format_vnd(refund.amount_vnd),
        "state": refund_state(refund),
    }
    return RefundStory(refund=refund, title=title, entries=entries)


def problem_of(refund: Refund) -> str:
    """Why it was left to hand, for staff; what a provider said stands in the provider's words."""
    known = {
        "provider_cannot": _("Đơn vị thanh toán này không hoàn trả qua hệ thống được."),
        "different_amount": _("Đơn vị thanh toán báo một số tiền khác với số được duyệt."),
        "unknown_reference": _("Đơn vị thanh toán không nhận ra lệnh hoàn trả."),
    }
    return known.get(refund.problem, refund.problem)


def refund_state(refund: Refund) -> str:
    """Its state; what was paid in cash waits for its payer at the counter."""
    if refund.state == S.BY_HAND and refund.method == CASH:
        return _("Chờ nhận tiền mặt tại quầy")
    return str(refund.get_state_display())


def _asked(refund: Refund, for_staff: bool) -> dict[str, Any]:
    by_rule = refund.is_automatic
    title = _("Tự động hoàn trả theo quy định") if by_rule else _("Cán bộ một cửa đề nghị hoàn trả")
    text = [str(refund.get_cause_display()) if by_rule else "", refund.reason]
    who = refund.requested_by.full_name if for_staff and refund.requested_by else ""
    return {
        "at": refund.requested_at,
        "title": title,
        "who": who,
        "text": _joined(text),
    }


def _joined(parts: list[str]) -> str:
    """Sentences, each with its full stop, the last one as it was typed."""
    given = [part for part in parts if part]
    return ". ".join([*(part.rstrip(".") for part in given[:-1]), *given[-1:]])


def _decided(refund: Refund, for_staff: bool) -> list[dict[str, Any]]:
    if refund.decided_at is None:
        return []
    entry: dict[str, Any] = {"at": refund.decided_at, "text": refund.decision_reason}
    entry["who"] = refund.decided_by.full_name if for_staff and refund.decided_by else ""
    if refund.problem == REPLACED:
        title = _("Được thay bằng khoản hoàn trả tự động toàn bộ số tiền")
        return [entry | {"title": title}]
    if refund.state == S.REJECTED:
        return [entry | {"title": _("Lãnh đạo không duyệt"), "kind": "error"}]
    by_rule = refund.is_automatic
    return [entry | {"title": _("Được duyệt tự động") if by_rule else _("Lãnh đạo đã duyệt")}]


def _on_its_way(refund: Refund) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = []
    if refund.sent_at:
        title = _("Đã gửi lệnh hoàn trả, chờ ngân hàng")
        entries.append({"at": refund.sent_at, "title": title})
    if refund.by_hand_at:
        if refund.attempt.provider == CASH:
            title = _("Chờ trả tiền mặt tại quầy")
        else:
            title = _("Đơn vị thanh toán không tự hoàn trả được; Bộ phận một cửa sẽ chuyển khoản")
        entries.append({"at": refund.by_hand_at, "title": title})
    return entries


def _ended(refund: Refund) -> list[dict[str, Any]]:
    if refund.state != S.DONE:
        return []
    if refund.method == Refund.Method.TRANSFER:
        title = _("Đã hoàn trả bằng chuyển khoản")
        text = _("Số tham chiếu: %(number)s") % {"number": refund.transfer_reference}
    elif refund.method == CASH:
        title, text = _("Đã hoàn trả bằng tiền mặt tại quầy"), ""
    else:
        title = _("Đã hoàn trả về thẻ hoặc tài khoản đã dùng để thanh toán")
        text = _("Tùy ngân hàng, tiền có thể hiện trong tài khoản sau vài ngày làm việc.")
    return [{"at": refund.done_at, "title": title, "text": text, "kind": "success"}]


def _still_to_come(refund: Refund) -> str:
    if refund.state == S.REQUESTED:
        return _("Lãnh đạo xem xét, duyệt")
    if refund.state == S.BY_HAND and refund.method == CASH:
        return _("Người nộp nhận tiền tại quầy, mang theo giấy tờ tùy thân")
    if refund.state == S.BY_HAND:
        return _("Bộ phận một cửa chuyển khoản")
    return _("Tiền về thẻ hoặc tài khoản đã dùng để thanh toán")
