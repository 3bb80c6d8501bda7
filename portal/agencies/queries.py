"""Reads about places and agencies."""

from dataclasses import dataclass
from functools import lru_cache
from time import monotonic

from django.db.models import Q, QuerySet

from portal.agencies.models import AdministrativeUnit, Agency
from portal.shared.prepared_models import PreparedModels

KEEP_SECONDS = 600
# The tree has four levels; departments may stand under one another.
MAX_DEPTH = 10


@dataclass(frozen=True)
class District:
    """A district with its communes as (code, name), in the order of the codes."""

    code: str
    name: str
    communes: tuple[tuple[str, str], ...]


def communes_by_district() -> tuple[District, ...]:
    """Every commune under its district, for address selects: one query in ten minutes and process
    (places hardly ever change, and a shared cache would cost a query each time)."""
    return _districts(int(monotonic() // KEEP_SECONDS))


def forget_communes() -> None:
    """The units have changed: the next reader in this process asks the database."""
    _districts.cache_clear()


def commune_of(code: str) -> AdministrativeUnit | None:
    """The commune with its district, or None."""
    communes = AdministrativeUnit.objects.filter(parent__isnull=False).select_related("parent")
    return communes.filter(code=code).first()


def is_below(agency: Agency, other: Agency) -> bool:
    """Whether `agency` is `other` or stands anywhere below it (the tree has four levels; a longer
    way up ends the search)."""
    here: Agency | None = agency
    for _step in range(MAX_DEPTH):
        if here is None or here.pk == other.pk:
            break
        here = here.parent
    return here is not None and here.pk == other.pk


_by_id = PreparedModels(lambda pk: Agency.objects.filter(pk=pk), -987_654_331)


def agency_with_id(pk: int) -> Agency:
    """By SQL made once: for what happens thousands of times a day. Raises Agency.DoesNotExist."""
    found = _by_id(pk)
    if not found:
        raise Agency.DoesNotExist(pk)
    return found[0]


def of_agency_and_before(agency_id: int | None) -> QuerySet[Agency, int]:
    """The keys of the agency and of the closed ones whose work it does now, for `…__in=`: their
    finished dossiers, fees and tills are its business, too."""
    return Agency.objects.filter(Q(pk=agency_id) | Q(heir_id=agency_id)).values_list(
        "pk", flat=True
    )


def stands_for(agency_id: int | None, other_id: int) -> bool:
    """Whether the work of `other_id` is that of `agency_id`: the same, or its heir. No query when
    they are the same, as nearly always."""
    if agency_id is None or agency_id == other_id:
        return agency_id == other_id
    return Agency.objects.filter(pk=other_id, heir_id=agency_id).exists()


@lru_cache(maxsize=1)
def _districts(period: int) -> tuple[District, ...]:
    """`period` counts the ten minutes, so that each has its own answer."""
    units = list(AdministrativeUnit.objects.order_by("code"))
    return tuple(
        District(
            code=district.code,
            name=district.name,
            communes=tuple((u.code, u.name) for u in units if u.parent_id == district.pk),
        )
        for district in units
        if district.parent_id is None
    )
