"""Places and agencies from the seed files; a second run changes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from django.db import transaction

from portal.agencies.models import AdministrativeUnit, Agency
from portal.agencies.queries import forget_communes
from portal.agencies.seed import DISTRICT_KINDS, AgencyRow, UnitRow, read_agencies, read_units
from portal.shared.action_log.record import Acting, record
from portal.shared.folding import fold

FIRST_DISTRICT_NUMBER = 31


@dataclass(frozen=True)
class ImportSummary:
    """How many there are after the import."""

    units: int
    agencies: int


def import_agencies(*, actor: Acting, units_file: Path, agencies_file: Path) -> ImportSummary:
    """Create or update every unit and agency of the files; nothing is ever deleted.

    Raises SeedFileError (all bad rows with their lines) before anything is written.
    """
    units, agencies = read_units(units_file), read_agencies(agencies_file)
    with transaction.atomic():
        saved_units = _save_units(units)
        saved = _save_agencies(agencies)
        province = next(agency for agency in saved.values() if agency.parent_id is None)
        _save_local_agencies(units, saved_units, province)
        summary = ImportSummary(AdministrativeUnit.objects.count(), Agency.objects.count())
        record(
            actor=actor,
            action="import_agencies",
            subject="agencies:all",
            units=summary.units,
            agencies=summary.agencies,
        )
    forget_communes()
    return summary


def _save_units(rows: list[UnitRow]) -> dict[str, AdministrativeUnit]:
    saved: dict[str, AdministrativeUnit] = {}
    districts = [row for row in rows if row.kind in DISTRICT_KINDS]
    communes = [row for row in rows if row.kind not in DISTRICT_KINDS]
    for batch in (districts, communes):
        units = AdministrativeUnit.objects.bulk_create(
            [
                AdministrativeUnit(
                    code=row.code,
                    name=row.name,
                    kind=row.kind,
                    parent=saved.get(row.parent),
                    search=fold(row.name),
                )
                for row in batch
            ],
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name", "kind", "parent", "search"],
        )
        saved |= {unit.code: unit for unit in units}
    return saved


def _save_agencies(rows: list[AgencyRow]) -> dict[str, Agency]:
    """Parents stand before their children in the file, so rows are saved in runs of one parent."""
    saved: dict[str, Agency] = {}
    for parent, batch in groupby(rows, key=lambda row: row.parent):
        agencies = [
            Agency(
                code=row.code,
                code_2020=row.code_2020,
                name=row.name,
                level=row.level,
                parent=saved.get(parent),
                is_one_stop=row.is_one_stop,
            )
            for row in batch
        ]
        saved |= _upsert(agencies)
    return saved


def _save_local_agencies(
    rows: list[UnitRow], units: dict[str, AdministrativeUnit], province: Agency
) -> None:
    """One People's Committee for each district and each commune, numbered in the file's order."""
    system = province.code_2020
    districts = [row for row in rows if row.kind in DISTRICT_KINDS]
    numbers = {row.code: FIRST_DISTRICT_NUMBER + place for place, row in enumerate(districts)}
    committees = _upsert(
        _committee(
            units[row.code],
            code=f"000.00.{numbers[row.code]:02}.{system}",
            code_2020=f"{system}.{numbers[row.code]}",
            level=Agency.Level.DISTRICT,
            parent=province,
        )
        for row in districts
    )
    communes: list[Agency] = []
    for district in districts:
        number = numbers[district.code]
        children = [row for row in rows if row.parent == district.code]
        for place, row in enumerate(children, start=1):
            communes.append(
                _committee(
                    units[row.code],
                    code=f"000.{place:02}.{number:02}.{system}",
                    code_2020=f"{system}.{number}.{place}",
                    level=Agency.Level.COMMUNE,
                    parent=committees[f"000.00.{number:02}.{system}"],
                )
            )
    _upsert(communes)


def _committee(
    unit: AdministrativeUnit, *, code: str, code_2020: str, level: Agency.Level, parent: Agency
) -> Agency:
    kind, _, rest = unit.name.partition(" ")
    if unit.kind in ("thanh-pho", "thi-xa", "thi-tran"):
        second, _, rest = rest.partition(" ")
        kind = f"{kind} {second}"
    return Agency(
        code=code,
        code_2020=code_2020,
        name=f"Ủy ban nhân dân {kind.lower()} {rest}",
        level=level,
        parent=parent,
        unit=unit,
        is_one_stop=True,
    )


def _upsert(agencies: Iterable[Agency]) -> dict[str, Agency]:
    """What an admin has renamed, moved, merged or closed since is not put back."""
    rows = {agency.code: agency for agency in agencies}
    changed = {
        agency.code: agency for agency in Agency.objects.filter(code__in=rows, version__gt=0)
    }
    for agency in rows.values():
        agency.search = fold(agency.name)
    saved = Agency.objects.bulk_create(
        [agency for code, agency in rows.items() if code not in changed],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["code_2020", "name", "level", "parent", "unit", "is_one_stop", "search"],
    )
    return changed | {agency.code: agency for agency in saved}
