"""One checked row of the file, in the catalogue's own words."""

from dataclasses import dataclass, field

from portal.agencies.models import Agency
from services.models import Revision

AGENCY_LEVELS = {
    "tỉnh": Agency.Level.PROVINCE,
    "huyện": Agency.Level.DISTRICT,
    "xã": Agency.Level.COMMUNE,
}
TIME_UNITS = tuple(unit.value for unit in Revision.TimeUnit)


@dataclass(frozen=True)
class More:
    """What the columns say that a table may leave out; None: the column is not there, or the cell
    is empty."""

    audiences: tuple[str, ...] | None = None
    legal_time_value: int | None = None
    legal_basis: tuple[str, ...] | None = None
    results: tuple[str, ...] | None = None


@dataclass(frozen=True)
class ProcedureRow:
    """A procedure as the file states it. Empty cells are empty strings or None."""

    line: int
    code: str
    local_code: str
    name: str
    sector: str
    agency_level: Agency.Level
    agency_text: str
    time_value: float | None
    time_unit: str
    time_note: str
    fee_vnd: int | None
    fee_note: str
    fee_legal_basis: str
    documents: str
    online_level: int | None
    online_level_stated: str
    source: dict[str, str]
    more: More = field(default_factory=More)
