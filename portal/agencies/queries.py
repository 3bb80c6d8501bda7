"""Reads about places and agencies."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Q, QuerySet

from portal.agencies.models import AdministrativeUnit, Agency
from portal.shared.folding import fold

CACHE_KEY = "agencies.communes_by_district"
CACHE_SECONDS = 600


@dataclass(frozen=True)
class District:
    """A district with its communes as (code, name), in the order of the codes."""

    code: str
    name: str
    communes: tuple[tuple[str, str], ...]


def communes_by_district() -> tuple[District, ...]:
    """Every commune under its district, for address selects: one query, kept for ten minutes."""
    districts: tuple[District, ...] | None = cache.get(CACHE_KEY)
    if districts is None:
        districts = _read_districts()
        cache.set(CACHE_KEY, districts, CACHE_SECONDS)
    return districts


def forget_communes() -> None:
    """The units have changed: the next reader asks the database."""
    cache.delete(CACHE_KEY)


def commune_of(code: str) -> AdministrativeUnit | None:
    """The commune with its district, or None."""
    communes = AdministrativeUnit.objects.filter(parent__isnull=False).select_related("parent")
    return communes.filter(code=code).first()


def agencies(q: str = "") -> QuerySet[Agency]:
    """All agencies by code, each with its parent; `q` narrows by name or code."""
    rows = Agency.objects.select_related("parent").order_by("code")
    if q:
        rows = rows.filter(Q(search__contains=fold(q)) | Q(code__istartswith=q))
    return rows


def _read_districts() -> tuple[District, ...]:
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
