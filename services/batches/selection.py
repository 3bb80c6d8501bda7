"""Which procedures a bulk change or an export is about."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Q, QuerySet

from portal.shared.folding import fold
from services.models import Procedure, Revision

AT_ONCE = 200


@dataclass(frozen=True)
class Selection:
    """Procedures in force that fit all that is not empty. `codes` are chosen one by one."""

    codes: tuple[str, ...] = ()
    q: str = ""
    sector: str = ""
    agency: str = ""
    agency_level: str = ""
    level: int | None = None
    audience: str = ""

    def as_json(self) -> dict[str, Any]:
        """What is not empty."""
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Selection":
        """The selection again."""
        return cls(**{**data, "codes": tuple(data.get("codes", ()))})

    def procedures(self) -> QuerySet[Procedure]:
        """In the order of their codes."""
        found = Procedure.objects.filter(current_revision__state=Revision.State.PUBLISHED)
        if self.codes:
            found = found.filter(code__in=self.codes)
        for lookup, value in self._lookups():
            if value:
                found = found.filter(**{lookup: value})
        if self.q:
            words = Q(code__startswith=self.q) | Q(search_text__contains=fold(self.q))
            found = found.filter(words)
        return found.order_by("code")

    def _lookups(self) -> Iterable[tuple[str, Any]]:
        yield "sector__slug", self.sector
        yield "current_revision__handling_agency__code", self.agency
        yield "current_revision__agency_level", self.agency_level
        yield "current_revision__level", self.level
        yield "current_revision__audiences__contains", self.audience

    def all_codes(self) -> Iterator[str]:
        """Read on by key: no query grows with the place in the list."""
        after = ""
        while True:
            found = self.procedures().filter(code__gt=after).values_list("code", flat=True)
            codes = list(found[:AT_ONCE])
            yield from codes
            if len(codes) < AT_ONCE:
                return
            after = codes[-1]
