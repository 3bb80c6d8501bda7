"""What an agency was called at a moment: history keeps the names of its time."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from portal.agencies.models import Agency, AgencyName


def name_as_of(agency: str, at: str) -> Coalesce:
    """For a query: the name of the agency that the column path `agency` leads to, as it was at the
    moment of the column `at`. Null where there is no agency."""
    former = AgencyName.objects.filter(agency=OuterRef(agency), until__gt=OuterRef(at))
    return Coalesce(Subquery(former.order_by("until").values("name")[:1]), F(f"{agency}__name"))


def name_at(agency: Agency, at: datetime) -> str:
    """The same for one agency."""
    former = AgencyName.objects.filter(agency=agency, until__gt=at).order_by("until")
    return former.values_list("name", flat=True).first() or agency.name


def as_called_at(agency: Agency, at: datetime) -> Agency:
    """The agency with the name that it had at that moment (on this instance only), for papers."""
    agency.name = name_at(agency, at)
    return agency


class NamesThen:
    """The names of several agencies at several moments, in two queries."""

    def __init__(self, agency_ids: Iterable[int]) -> None:
        keys = set(agency_ids)
        self._present: dict[int, str] = dict(
            Agency.objects.filter(pk__in=keys).values_list("pk", "name")
        )
        self._former: dict[int, list[tuple[datetime, str]]] = {}
        rows = AgencyName.objects.filter(agency__in=keys).order_by("until") if keys else ()
        for row in rows:
            self._former.setdefault(row.agency_id, []).append((row.until, row.name))

    def __call__(self, agency_id: int, at: datetime | None) -> str:
        """Raises KeyError for an agency that does not exist. Without a moment: the present name."""
        if at is not None:
            for until, name in self._former.get(agency_id, ()):
                if at < until:
                    return name
        return self._present[agency_id]
