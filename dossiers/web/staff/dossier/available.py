"""What this person can do with this dossier now: the buttons of its page."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_fsm import can_proceed

from dossiers.models import Dossier
from dossiers.policy import may
from dossiers.states import State
from dossiers.web.staff.areas import COUNTER, Area
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.newer import newer_revision


@dataclass(frozen=True)
class Step:
    """A button. `at_once`: nothing is to be typed, so the dossier's page itself can send it."""

    event: str
    label: str | Promise
    key: str
    tone: str = ""
    at_once: bool = False


_COUNTER_STEPS = (
    Step("receive", _("Tiếp nhận"), "t", "primary", at_once=True),
    Step("request_supplement", _("Yêu cầu bổ sung"), "b"),
    Step("refuse", _("Từ chối tiếp nhận"), "x", "danger"),
    Step("take_cash", _("Thu tiền mặt"), "m"),
    Step("confirm_withdrawal", _("Đồng ý cho rút"), "d", "primary"),
    Step("decline_withdrawal", _("Không đồng ý cho rút"), "x", "danger"),
    Step("hand_over", _("Trả kết quả"), "t", "primary"),
)
_DESK_STEPS = (
    Step("start_processing", _("Nhận thụ lý"), "t", "primary", at_once=True),
    Step("propose", _("Trình đề xuất"), "p", "primary"),
    Step("decide", _("Quyết định"), "q", "primary"),
    Step("send_back", _("Trả lại đề xuất"), "l"),
    Step("request_supplement", _("Yêu cầu bổ sung"), "b"),
    Step("halt", _("Dừng xử lý"), "x", "danger"),
    Step("ask_move", _("Chuyển phiên bản"), "v"),
    Step("reopen", _("Mở lại hồ sơ"), "o", "danger"),
)


@dataclass(frozen=True)
class Button:
    """A step as the page shows it."""

    href: str
    label: str
    key: str
    tone: str
    at_once: bool


def buttons_of(area: Area, actor: Actor, dossier: Dossier) -> list[Button]:
    """The steps that can follow now, the usual one first."""
    steps = _COUNTER_STEPS if area is COUNTER else _DESK_STEPS
    return [
        Button(
            href=area.action_href(str(dossier.code), step.event),
            label=str(step.label),
            key=step.key,
            tone=step.tone,
            at_once=step.at_once,
        )
        for step in steps
        if can_follow(step.event, actor, dossier)
    ]


def can_follow(event: str, actor: Actor, dossier: Dossier) -> bool:
    """Whether this person may do it and the dossier is where it can be done."""
    if event == "request_supplement" and not _is_their_stage(actor, dossier):
        return False
    return may(actor, event, dossier) and _is_possible(event, dossier)


def _is_their_stage(actor: Actor, dossier: Dossier) -> bool:
    """The counter asks before receipt, the desk after it and not while the leader reads."""
    if actor.role == Role.CLERK:
        return dossier.received_at is None
    return not dossier.awaiting_decision


def _is_possible(event: str, dossier: Dossier) -> bool:
    if event == "take_cash":
        return dossier.is_unpaid and not dossier.is_final
    if event == "propose":
        return dossier.state == State.PROCESSING and not dossier.awaiting_decision
    if event in ("decide", "send_back"):
        return dossier.state == State.PROCESSING and dossier.awaiting_decision
    if event == "ask_move":
        return (
            not dossier.is_final
            and newer_revision(dossier.procedure, dossier.revision_id) is not None
        )
    if event == "note":
        return True
    return can_proceed(getattr(dossier, event))
