"""Which part of the worklist is shown. What was chosen stays for the session."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dossiers.models import Dossier
from dossiers.queries import counter_list, desk_list, unsigned_list
from dossiers.states import OPEN, State
from dossiers.web.staff.areas import COUNTER, Area
from dossiers.web.staff.worklist.keyset import (
    PAGE_SIZE,
    Page,
    Position,
    after_position,
    first_page,
    page_after,
    page_before,
    read_cursor,
)
from dossiers.web.staff.worklist.listed import columns_of
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.prepared import Prepared

MAX_SEARCH = 50
Narrow = Callable[[Actor, datetime], QuerySet[Dossier]]


class Choice:
    """One tab: its key in the address, its words, its dossiers, and what an empty one says."""

    def __init__(
        self, key: str, label: str | Promise, empty: str | Promise, role: Role, dossiers: Narrow
    ) -> None:
        self.key, self.label, self.empty = key, label, empty
        self._role, self._dossiers = role, dossiers
        self._first = Prepared(self._first_rows, agency=int, user=int, now=datetime)
        self._next = Prepared(
            self._next_rows, agency=int, user=int, now=datetime, due_at=datetime, pk=int
        )

    def dossiers(self, actor: Actor) -> QuerySet[Dossier]:
        """All of them, in the order of the list."""
        return self._dossiers(actor, clock.now())

    def first_rows(self, actor: Actor) -> list[tuple[Any, ...]]:
        """The columns of the first page and one row more."""
        return self._first(agency=actor.agency_id, user=actor.user_id, now=clock.now())

    def next_code(self, actor: Actor, position: Position) -> str:
        """The code of the dossier behind a position; empty at the end of the list."""
        due_at, pk = position
        if due_at is None:
            found = self.dossiers(actor).values_list("code")
            rows = list(after_position(found, None, pk)[:1])
        else:
            rows = self._next(
                agency=actor.agency_id, user=actor.user_id, now=clock.now(), due_at=due_at, pk=pk
            )
        return str(rows[0][0]) if rows else ""

    def _first_rows(self, agency: int, user: int, now: datetime) -> QuerySet[Dossier, Any]:
        return columns_of(self._of_somebody(agency, user, now))[: PAGE_SIZE + 1]

    def _next_rows(
        self, agency: int, user: int, now: datetime, due_at: datetime, pk: int
    ) -> QuerySet[Dossier, Any]:
        found = self._of_somebody(agency, user, now).values_list("code")
        return after_position(found, due_at, pk)[:1]

    def _of_somebody(self, agency: int, user: int, now: datetime) -> QuerySet[Dossier]:
        somebody = Actor(self._role, name="", user_id=user, agency=Agency(pk=agency))
        return self._dossiers(somebody, now)


def _counter(key: str, label: Promise, empty: Promise, *states: str) -> Choice:
    return Choice(key, label, empty, Role.CLERK, lambda actor, _now: counter_list(actor, states))


def _desk(key: str, label: Promise, empty: Promise, narrow: Narrow) -> Choice:
    return Choice(key, label, empty, Role.OFFICER, narrow)


COUNTER_CHOICES = (
    _counter("new", _("Mới đến"), _("Không có hồ sơ mới nào chờ tiếp nhận."), State.SUBMITTED),
    _counter("unpaid", _("Chờ nộp phí"), _("Không có hồ sơ nào chờ nộp phí."),
             State.PAYMENT_REQUIRED),
    _counter("supplement", _("Chờ bổ sung"), _("Không có hồ sơ nào chờ công dân bổ sung."),
             State.SUPPLEMENT_REQUIRED),
    _counter("withdrawal", _("Yêu cầu rút"), _("Không có yêu cầu rút hồ sơ nào."),
             State.WITHDRAWAL_REQUESTED),
    _counter("result", _("Chờ trả kết quả"), _("Không có kết quả nào chờ trả."), State.COMPLETED),
    _counter("open", _("Tất cả đang mở"), _("Không có hồ sơ nào đang mở."), *OPEN),
)  # fmt: skip

DESK_CHOICES = (
    _desk("all", _("Tất cả"), _("Không có hồ sơ nào đang chờ xử lý."),
          lambda actor, _now: desk_list(actor)),
    _desk("mine", _("Tôi đang giữ"), _("Bạn không giữ hồ sơ nào."),
          lambda actor, _now: desk_list(actor).filter(holder_id=actor.user_id)),
    _desk("unassigned", _("Chưa ai nhận"), _("Mọi hồ sơ đều đã có người nhận."),
          lambda actor, _now: desk_list(actor).filter(holder__isnull=True)),
    _desk("awaiting", _("Chờ quyết định"), _("Không có đề xuất nào chờ lãnh đạo quyết định."),
          lambda actor, _now: desk_list(actor).filter(awaiting_decision=True)),
    _desk("late", _("Quá hạn"), _("Không có hồ sơ nào quá hạn."),
          lambda actor, now: desk_list(actor).filter(due_at__lt=now)),
    _desk("unsigned", _("Chờ ký số"), _("Không có kết quả nào chờ ký số."),
          lambda actor, _now: unsigned_list(actor)),
)  # fmt: skip


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

    def page(self, actor: Actor, *, after: str = "", before: str = "") -> Page:
        """The page after or before a cursor, else the first."""
        position = read_cursor(after or before)
        if position and after:
            return page_after(self.dossiers(actor), position)
        if position:
            return page_before(self.dossiers(actor), position)
        if self.q:
            return first_page(columns_of(self.dossiers(actor))[: PAGE_SIZE + 1])
        return first_page(self.choice.first_rows(actor))

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
