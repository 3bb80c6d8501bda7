"""Reads of the pages; lists go on by key and are never counted."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from dossiers.models import Dossier
from dossiers.states import FINAL
from portal.accounts.models import StaffInvitation, StaffRole, User
from portal.administration.models import PlannedChange
from portal.agencies.models import Agency
from portal.shared.folding import fold

PAGE_SIZE = 50


@dataclass(frozen=True)
class AgencyFilter:
    """How the list of agencies is narrowed."""

    q: str = ""
    level: str = ""
    closed: bool = False


def agencies_page(chosen: AgencyFilter, after: str) -> tuple[list[Agency], str]:
    """Agencies by code behind the code `after`, and where the next page begins (empty: nowhere).
    What is searched for is found under former names, too."""
    rows = Agency.objects.select_related("parent", "heir").order_by("code")
    rows = rows.exclude(closed_on=None) if chosen.closed else rows.filter(closed_on=None)
    if chosen.level:
        rows = rows.filter(level=chosen.level)
    if chosen.q:
        words = Q(search__contains=fold(chosen.q)) | Q(code__istartswith=chosen.q)
        words |= Q(code_2020__istartswith=chosen.q)
        rows = rows.filter(words | Q(former_names__name__icontains=chosen.q)).distinct()
    if after:
        rows = rows.filter(code__gt=after)
    found = list(rows[: PAGE_SIZE + 1])
    return found[:PAGE_SIZE], found[PAGE_SIZE - 1].code if len(found) > PAGE_SIZE else ""


def changes_of(agency: Agency) -> QuerySet[PlannedChange]:
    """What was planned for the agency, or makes it a successor, the latest first."""
    mine = Q(agency=agency) | Q(successor=agency, done_at=None, cancelled_at=None)
    return PlannedChange.objects.filter(mine).select_related("agency", "successor").order_by("-pk")


def staff_page(q: str, after: int) -> tuple[list[User], int]:
    """Members of staff by name behind the one with the key `after`, each with `.roles_held`; and
    the key where the next page begins (0: nowhere)."""
    members = User.objects.filter(pk__in=StaffRole.objects.values("user"))
    if q:
        members = members.filter(Q(full_name__icontains=q) | Q(email__icontains=q))
    last = User.objects.filter(pk=after).only("full_name").first() if after else None
    if last is not None:
        later = Q(full_name__gt=last.full_name) | Q(full_name=last.full_name, pk__gt=last.pk)
        members = members.filter(later)
    rows = StaffRole.objects.filter(is_active=True).select_related("agency").order_by("pk")
    with_roles = members.prefetch_related(Prefetch("staff_roles", rows, to_attr="roles_held"))
    found: list[User] = list(with_roles.order_by("full_name", "pk")[: PAGE_SIZE + 1])
    return found[:PAGE_SIZE], found[PAGE_SIZE - 1].pk if len(found) > PAGE_SIZE else 0


def staff_of(agency: Agency) -> QuerySet[StaffRole]:
    """The active roles in the agency, by name."""
    active = StaffRole.objects.filter(agency=agency, is_active=True)
    return active.select_related("user").order_by("user__full_name", "pk")


def officers_of(agency_id: int, but: int) -> QuerySet[StaffRole]:
    """Who could take dossiers over: the officers of the agency, but one."""
    officers = StaffRole.objects.filter(
        agency_id=agency_id, role="officer", is_active=True, user__is_active=True
    )
    return officers.exclude(user=but).select_related("user").order_by("user__full_name", "pk")


def waiting_invitations() -> QuerySet[StaffInvitation]:
    """Invitations that nobody has accepted or cancelled, the latest first."""
    waiting = StaffInvitation.objects.filter(accepted_at=None, cancelled_at=None)
    return waiting.select_related("invited_by").prefetch_related("roles__agency").order_by("-pk")


def colleagues_who_hold(agency_id: int | None) -> QuerySet[User]:
    """The people who hold dossiers of this agency, by name."""
    held = Dossier.objects.filter(handling_agency=agency_id, holder__isnull=False)
    holders = held.exclude(state__in=FINAL).order_by().values("holder")
    return User.objects.filter(pk__in=holders).order_by("full_name", "pk")
