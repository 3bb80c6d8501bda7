"""Rows of a search become revisions with procedure, sector and agency. The SQL is put together
once per kind of search, not by the ORM for each request: compiling took longer than finding."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models

from portal.agencies.models import Agency
from services.models import Procedure, Revision, Sector

_TAKEN: tuple[tuple[str, type[models.Model], tuple[str, ...]], ...] = (
    ("r", Revision, (
        "id", "name", "level", "agency_level", "agency_text", "time_value", "time_unit",
        "base_fee_vnd", "fee_note", "procedure_id", "handling_agency_id",
    )),
    ("p", Procedure, ("id", "code", "name", "sector_id")),
    ("s", Sector, ("id", "name", "slug")),
    ("a", Agency, ("id", "code", "name", "heir_id")),
    ("h", Agency, ("id", "code", "name", "heir_id")),
)  # fmt: skip
# `from_db` takes values in the order of the model's fields, whatever the order of the names.
_ORDERED = tuple(
    (table, model, tuple(f.attname for f in model._meta.concrete_fields if f.attname in names))
    for table, model, names in _TAKEN
)
_COLUMNS = ", ".join(f"{table}.{name}" for table, _model, names in _ORDERED for name in names)
_JOINS = (
    " JOIN services_revision r ON r.procedure_id = p.id AND r.state = 'published'"
    " JOIN services_sector s ON s.id = p.sector_id"
    " LEFT JOIN agencies_agency a ON a.id = r.handling_agency_id"
    " LEFT JOIN agencies_agency h ON h.id = a.heir_id"
)


_ALL = f"SELECT {_COLUMNS} FROM services_procedure p{_JOINS}"  # noqa: S608 - parts of our own
# A list as text: psycopg writes one element after the other, that took longer than the statement.
_CHOSEN = f"{_ALL} WHERE p.id = ANY(%s::bigint[])"
_NARROWED = " WHERE p.search_vector @@ %s::tsquery"
_POPULAR_FIRST = " ORDER BY p.popularity DESC, p.name, p.id LIMIT %s OFFSET %s"


def revisions_of(procedures: Sequence[int]) -> list[Revision]:
    """The revisions in force of these procedures, in the same order."""
    place = {number: place for place, number in enumerate(procedures)}
    found = _read(_CHOSEN, [_array(procedures)]) if procedures else []
    return sorted(found, key=lambda revision: place[revision.procedure_id])


def _array(numbers: Sequence[int]) -> str:
    return f"{{{','.join(map(str, numbers))}}}"


def browse(filters: Sequence[str], *, limit: int, offset: int) -> list[Revision]:
    """Everything that the filters leave, the most asked for first."""
    narrowed = [" & ".join(f"({each})" for each in filters)] if filters else []
    sql = _ALL + (_NARROWED if filters else "") + _POPULAR_FIRST
    return _read(sql, [*narrowed, limit, offset])


def _read(sql: str, values: Sequence[Any]) -> list[Revision]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        made: _Made = {}
        return [_revision(row, made) for row in cursor.fetchall()]


# Objects of one list by table and values: thirty procedures share a few sectors and agencies, and
# making an object costs Django 8 µs.
_Made = dict[tuple[Any, ...], models.Model]


def _revision(row: tuple[Any, ...], known: _Made) -> Revision:
    made: list[Any] = []
    start = 0
    for table, model, names in _ORDERED:
        end = start + len(names)
        values = row[start:end]
        start = end
        if values[0] is None:
            made.append(None)
            continue
        one = known.get((table, *values))
        if one is None:
            one = known[table, *values] = model.from_db("default", names, values)
        made.append(one)
    revision, procedure, sector, agency, heir = made
    if agency:
        agency.heir = heir
    procedure.sector = sector
    revision.procedure = procedure
    revision.handling_agency = agency
    found: Revision = revision
    return found
