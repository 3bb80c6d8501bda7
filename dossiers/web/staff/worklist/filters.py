"""Which part of the worklist is shown. What was chosen stays for the session."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dossiers.models import Dossier
from dossiers.queries import counter_list, desk_list
from dossiers.states import State
from dossiers.web.staff.areas import COUNTER, Area
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.shared import clock

MAX_SEARCH = 50
OPEN_STATES = (
    State.SUBMITTED,
    State.PAYMENT_REQUIRED,
    State.RECEIVED,
    State.PROCESSING,
    State.SUPPLEMENT_REQUIRED,
    State.WITHDRAWAL_REQUESTED,
    State.COMPLETED,
)
Narrow = Callable[[Actor], QuerySet[Dossier]]


@dataclass(frozen=True)
class Choice:
    """One tab: its key in the address, its words, its dossiers, and what an empty one says."""

    key: str
    label: str
    dossiers: Narrow
    empty: str


def _counter(key: str, label: str, empty: str, *states: str) -> Choice:
    return Choice(key, label, lambda actor: counter_list(actor, states), empty)


COUNTER_CHOICES = (
    _counter("new", _("Mới đến"), _("Không có hồ sơ mới nào chờ tiếp nhận."), State.SUBMITTED),
    _counter("unpaid", _("Chờ nộp phí"), _("Không có hồ sơ nào chờ nộp phí."),
             State.PAYMENT_REQUIRED),
    _counter("supplement", _("Chờ bổ sung"), _("Không có hồ sơ nào chờ công dân bổ sung."),
             State.SUPPLEMENT_REQUIRED),
    _counter("withdrawal", _("Yêu cầu rút"), _("Không có yêu cầu rút hồ sơ nào."),
             State.WITHDRAWAL_REQUESTED),
    _counter("result", _("Chờ trả kết quả"), _("Không có kết quả nào chờ trả."), State.COMPLETED),
    _counter("open", _("Tất cả đang mở"), _("Không có hồ sơ nào đang mở."), *OPEN_STATES),
)  # fmt: skip

DESK_CHOICES = (
    Choice("all", _("Tất cả"), desk_list, _("Không có hồ sơ nào đang chờ xử lý.")),
    Choice(
        "mine",
        _("Tôi đang giữ"),
        lambda actor: desk_list(actor).filter(holder_id=actor.user_id),
        _("Bạn không giữ hồ sơ nào."),
    ),
    Choice(
        "unassigned",
        _("Chưa ai nhận"),
        lambda actor: desk_list(actor).filter(holder__isnull=True),
        _("Mọi hồ sơ đều đã có người nhận."),
    ),
    Choice(
        "awaiting",
        _("Chờ quyết định"),
        lambda actor: desk_list(actor).filter(awaiting_decision=True),
        _("Không có đề xuất nào chờ lãnh đạo quyết định."),
    ),
    Choice(
        "late",
        _("Quá hạn"),
        lambda actor: desk_list(actor).filter(due_at__lt=clock.now()),
        _("Không có hồ sơ nào quá hạn."),
    ),
)


@dataclass(frozen=True)
class Filter:
    """What is chosen: a tab and words searched for."""

    area: Area
    choice: Choice
    q: str = ""

    def dossiers(self, actor: Actor) -> QuerySet[Dossier]:
        """The dossiers of the tab, narrowed by the search."""
        found = self.choice.dossiers(actor)
        return found.filter(code__icontains=self.q) if self.q else found

    def href(self, **more: str) -> str:
        """The list with this choice; `more` adds a cursor."""
        chosen = {"show": self.choice.key, "q": self.q} | more
        return f"{self.area.href}?{urlencode({k: v for k, v in chosen.items() if v})}"


def choices_of(area: Area) -> tuple[Choice, ...]:
    """The tabs of a workplace."""
    return COUNTER_CHOICES if area is COUNTER else DESK_CHOICES


def chosen(request: HttpRequest, area: Area, actor: Actor) -> Filter:
    """What the address asks for, else what was chosen before, else the role's first tab."""
    kept = request.session.get(_session_key(area), {})
    asked = request.GET if "show" in request.GET or "q" in request.GET else kept
    by_key = {choice.key: choice for choice in choices_of(area)}
    choice = by_key.get(asked.get("show", "")) or by_key[_first(area, actor)]
    return Filter(area, choice, asked.get("q", "").strip()[:MAX_SEARCH])


def keep(request: HttpRequest, chosen: Filter) -> None:
    """Remember it; the session is written only when something has changed."""
    value = {"show": chosen.choice.key, "q": chosen.q}
    if request.session.get(_session_key(chosen.area)) != value:
        request.session[_session_key(chosen.area)] = value


def _session_key(area: Area) -> str:
    return f"worklist_{area.key}"


def _first(area: Area, actor: Actor) -> str:
    if area is COUNTER:
        return "new"
    return "awaiting" if actor.role == Role.LEADER else "all"
