"""Các bước giải quyết: who does what, and within how many working hours."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.accounts.roles import Role
from portal.shared.errors import InvalidInput
from services.content import RevisionContent, StepContent
from services.editing.order import moved, put, without
from services.editing.texts import Typed
from services.models import Revision

MAX_STEPS = 30
MAX_NAME, MAX_WORK = 300, 2_000
MAX_HOURS = Decimal(2_000)
ROLES = (Role.CLERK, Role.OFFICER, Role.LEADER)
# Bộ luật Lao động: a working day has eight hours.
HOURS_A_DAY = 8
_HOURS = re.compile(r"-?[0-9]{1,6}(\.[0-9])?")


@dataclass(frozen=True)
class Step:
    """A step as it was typed."""

    role: str
    name: str
    agency: str
    work: str
    budget_hours: str


def put_step(content: RevisionContent, at: int | None, step: Step) -> RevisionContent:
    """The content with this step in its place, or with a new one at the end (`at` is None).

    Raises InvalidInput with every mistake, Http404 when the step has gone.
    """
    if at is None and len(content.steps) >= MAX_STEPS:
        words = _("Thủ tục có nhiều nhất %(most)d bước.") % {"most": MAX_STEPS}
        raise InvalidInput({"name": words})
    typed = Typed()
    if not step.role:
        typed.refuse("role", _("Chọn người thực hiện."))
    member = StepContent(
        role=step.role,
        name=typed.line("name", step.name, most=MAX_NAME, missing=_("Nhập tên bước.")),
        agency=step.agency,
        work=typed.lines("work", step.work, most=MAX_WORK),
        budget_hours=_hours(typed, step.budget_hours),
    )
    typed.settle()
    return replace(content, steps=put(content.steps, at, member))


def move_step(content: RevisionContent, at: int, by: int) -> RevisionContent:
    """The step moved by so many places. Raises Http404."""
    return replace(content, steps=moved(content.steps, at, by))


def remove_step(content: RevisionContent, at: int) -> RevisionContent:
    """Without the step. Raises Http404."""
    return replace(content, steps=without(content.steps, at))


def budget_of(content: RevisionContent) -> Decimal:
    """The working hours of all steps together."""
    return sum(
        (Decimal(step.budget_hours) for step in content.steps if step.budget_hours), Decimal()
    )


def hours_allowed(content: RevisionContent) -> int | None:
    """The most working hours that the procedure's own time limit can hold; None where it has
    none. "Within the day" is one working day, and no day holds more than that."""
    if content.time_unit == Revision.TimeUnit.SAME_DAY:
        return HOURS_A_DAY
    return content.time_value * HOURS_A_DAY if content.time_value else None


def as_read(hours: Decimal) -> str:
    """`4`, `0,5`."""
    return f"{hours.normalize():f}".replace(".", ",")


def _hours(typed: Typed, text: str) -> str:
    text = (text or "").strip().replace(",", ".")
    if not text:
        return ""
    if not _HOURS.fullmatch(text):
        typed.refuse("budget_hours", _("Nhập số giờ làm việc, ví dụ 4 hoặc 0,5."))
        return ""
    hours = Decimal(text)
    if not 0 < hours <= MAX_HOURS:
        words = _("Nhập số giờ lớn hơn 0, nhiều nhất %(most)d.") % {"most": MAX_HOURS}
        typed.refuse("budget_hours", words)
    return f"{hours.normalize():f}"
