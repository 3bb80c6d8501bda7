"""Imports a file of procedures: all of it, or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from portal.agencies.models import Agency
from portal.shared.action_log.record import Acting, record
from portal.shared.errors import StalePage
from services import revision_rows
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
from services.importing.sectors import save_sectors
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
    sectors = save_sectors(plan.row.sector for plan in plans)
    existing = {
        procedure.code: procedure
        for procedure in Procedure.objects.select_for_update(of=("self",)).select_related(
            "current_revision"
        )
    }
    popularity = {code: 100 - place for place, code in enumerate(handmade.popular)}
    before = {code: _in_force(procedure) for code, procedure in existing.items()}
    alike = _alike(plans, before)
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    problems: list[Problem] = []
    for plan in plans:
        code = plan.row.code
        if code in alike:
            counts["unchanged"] += 1
            continue
        counts["changed" if before.get(code) else "added"] += 1
        try:
            _publish(actor, plan, sectors, popularity.get(code, 0))
        except StalePage as refusal:
            problems.append(Problem(plan.row.line, "code", str(refusal)))
    if problems:
        raise FileRefused(problems)
    seed_search()
    recount()
    return ImportSummary(**counts)


def _in_force(procedure: Procedure | None) -> Revision | None:
    """What a file says is in force: a withdrawn procedure in it is published anew."""
    revision = procedure.current_revision if procedure else None
    return revision if revision and revision.state == Revision.State.PUBLISHED else None


def _alike(plans: Sequence[_Plan], before: Mapping[str, Revision | None]) -> set[str]:
    """The procedures whose content in force is the file's.

    An equal fingerprint says so. Another one may come from a portal of before, which took it of
    another shape of the same content: then the contents themselves are compared.
    """
    alike, in_doubt = set(), []
    for plan in plans:
        revision = before.get(plan.row.code)
        if revision is not None and revision.fingerprint == plan.content.fingerprint:
            alike.add(plan.row.code)
        elif revision is not None:
            in_doubt.append((plan, revision))
    contents = revision_rows.read_all([revision for _plan, revision in in_doubt])
    for (plan, _revision), content in zip(in_doubt, contents, strict=True):
        if content == plan.content:
            alike.add(plan.row.code)
    return alike


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
