"""Imports a file of procedures: all of it, or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from portal.agencies.models import Agency
from portal.shared.action_log.record import Acting, record
from portal.shared.folding import fold
from services.actions.publish_revision import publish_revision
from services.content import RevisionContent
from services.importing import handmade as handmade_data
from services.importing.building import build
from services.importing.checking import check
from services.importing.handling import HandlingAgencies
from services.importing.handmade import Handmade
from services.importing.problems import FileRefused, Problem
from services.importing.reading import read
from services.importing.reductions import check_reductions, save_reductions
from services.importing.row import ProcedureRow
from services.models import Procedure, Revision, Sector
from services.search.seeding import seed_search
from services.search.vocabulary import recount


@dataclass(frozen=True)
class ImportSummary:
    """How many procedures the file added, changed and left as they were."""

    added: int
    changed: int
    unchanged: int

    @property
    def total(self) -> int:
        """Procedures in the file."""
        return self.added + self.changed + self.unchanged


@dataclass(frozen=True)
class _Plan:
    row: ProcedureRow
    content: RevisionContent
    handling: Agency | None


def import_procedures(
    *, actor: Acting, content: bytes, dry_run: bool = False, handmade: Handmade | None = None
) -> ImportSummary:
    """Add new procedures and publish a new revision of each changed one.

    Idempotent: the same file again changes nothing. With `dry_run` everything is done and then
    undone. Raises FileRefused with every mistake of the file, or of the reductions made by hand;
    nothing is written then.
    """
    handmade = handmade or handmade_data.load()
    check_reductions(handmade.reductions)
    plans = _plan(check(*read(content)), handmade)
    with transaction.atomic():
        summary = _apply(actor, plans, handmade)
        if dry_run:
            transaction.set_rollback(True)
        elif summary.added or summary.changed:
            record(
                actor=actor,
                action="import_procedures",
                subject="catalogue:procedures",
                added=summary.added,
                changed=summary.changed,
            )
    return summary


def _plan(rows: Sequence[ProcedureRow], handmade: Handmade) -> list[_Plan]:
    agencies = HandlingAgencies(Agency.objects.filter(level=Agency.Level.PROVINCE), handmade)
    plans, problems = [], []
    for row in rows:
        provincial = row.agency_level == Agency.Level.PROVINCE
        handling = agencies.find(row.agency_text) if provincial else None
        if provincial and handling is None:
            problems.append(_unknown_agency(row))
        plans.append(_Plan(row, build(row, handmade, handling), handling))
    if problems:
        raise FileRefused(problems)
    return plans


def _unknown_agency(row: ProcedureRow) -> Problem:
    message = _("không có cơ quan cấp tỉnh nào tên “%(name)s” trong danh mục cơ quan.")
    return Problem(row.line, "agency", message % {"name": row.agency_text})


def _apply(actor: Acting, plans: Sequence[_Plan], handmade: Handmade) -> ImportSummary:
    save_reductions(handmade.reductions)
    sectors = _save_sectors(plan.row.sector for plan in plans)
    existing = {
        procedure.code: procedure
        for procedure in Procedure.objects.select_for_update(of=("self",)).select_related(
            "current_revision"
        )
    }
    popularity = {code: 100 - place for place, code in enumerate(handmade.popular)}
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    for plan in plans:
        procedure = existing.get(plan.row.code)
        before = _in_force(procedure)
        counts[_change(before, plan.content)] += 1
        if before is None or before.fingerprint != plan.content.fingerprint:
            _publish(actor, plan, sectors, popularity.get(plan.row.code, 0))
    seed_search()
    recount()
    return ImportSummary(**counts)


def _in_force(procedure: Procedure | None) -> Revision | None:
    """What a file says is in force: a withdrawn procedure in it is published anew."""
    revision = procedure.current_revision if procedure else None
    return revision if revision and revision.state == Revision.State.PUBLISHED else None


def _change(before: Revision | None, content: RevisionContent) -> str:
    if before is None:
        return "added"
    return "unchanged" if before.fingerprint == content.fingerprint else "changed"


def _publish(actor: Acting, plan: _Plan, sectors: dict[str, Sector], popularity: int) -> None:
    row = plan.row
    procedure, _created = Procedure.objects.update_or_create(
        code=row.code,
        defaults={
            "local_code": row.local_code,
            "name": plan.content.name,
            "sector": sectors[row.sector],
            "popularity": popularity,
        },
    )
    publish_revision(actor=actor, procedure=procedure, content=plan.content, handling=plan.handling)


def _save_sectors(names: Iterable[str]) -> dict[str, Sector]:
    sectors = {sector.name: sector for sector in Sector.objects.all()}
    number = len(sectors)
    for name in names:
        if name not in sectors:
            number += 1
            slug = slugify(fold(name))[:110]
            if any(sector.slug == slug for sector in sectors.values()):
                slug = f"{slug}-{number}"
            sectors[name] = Sector.objects.create(code=f"LV{number:03d}", name=name, slug=slug)
    return sectors
