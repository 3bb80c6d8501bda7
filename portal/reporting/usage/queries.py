"""Reads of the figures of use: provincial admins see all of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, OrderBy, Q, QuerySet

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.reporting.models import ProcedureUsage
from portal.shared import clock
from services.models import Revision

PAGE_SIZE = 50
MAX_PAGE = 400
YEAR = timedelta(days=365)

# The key in the address → the order.
ORDERS: dict[str, tuple[str | OrderBy, ...]] = {
    "most": ("-filed", "procedure_id"),
    "least": ("filed", "procedure_id"),
    "left": ("-left", "procedure_id"),
    "slow": (F("p90_days").desc(nulls_last=True), "procedure_id"),
    "last": (F("last_filed_at").asc(nulls_first=True), "procedure_id"),
}
DEFAULT_ORDER = "most"


@dataclass(frozen=True)
class UsagePage:
    """One page of the list."""

    rows: list[ProcedureUsage]
    number: int
    has_next: bool


def usage_for(actor: Actor) -> QuerySet[ProcedureUsage]:
    """The figures of procedures in force that this person may see."""
    if actor.role != Role.PROVINCIAL_ADMIN:
        return ProcedureUsage.objects.none()
    return ProcedureUsage.objects.filter(
        procedure__current_revision__state=Revision.State.PUBLISHED
    ).select_related("procedure__sector")


def page_of(found: QuerySet[ProcedureUsage], order: str, number: int) -> UsagePage:
    """One page in this order, without counting the list."""
    number = min(max(number, 1), MAX_PAGE)
    start = (number - 1) * PAGE_SIZE
    rows = list(found.order_by(*ORDERS[order])[start : start + PAGE_SIZE + 1])
    return UsagePage(rows[:PAGE_SIZE], number, len(rows) > PAGE_SIZE)


def unused(found: QuerySet[ProcedureUsage]) -> QuerySet[ProcedureUsage]:
    """In force for a year and more, and nobody has filed for a year."""
    year_ago = clock.now() - YEAR
    return found.filter(
        Q(last_filed_at__isnull=True) | Q(last_filed_at__lt=year_ago),
        in_force_since__lt=year_ago,
    )


def counted_at(actor: Actor) -> datetime | None:
    """When the figures were counted last."""
    found = usage_for(actor).order_by("-counted_at").values_list("counted_at", flat=True)
    return found.first()
