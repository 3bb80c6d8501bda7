"""Carries a plan out: tried as a whole first, in a transaction that is undone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.http import Http404

from portal.accounts.actor import Actor
from portal.administration.actions.carry_out_changes import carry_out
from portal.administration.actions.close_agency import close_agency
from portal.administration.actions.create_agency import create_agency
from portal.administration.actions.move_agency import move_agency
from portal.administration.actions.rename_agency import rename_agency
from portal.administration.closing.close import Closed
from portal.administration.merge_plan.rows import PlanRow, Problem
from portal.administration.models import PlannedChange
from portal.administration.planning import plan, refuse_second_plan
from portal.agencies.models import Agency
from portal.agencies.seed import SeedFileError
from portal.shared import clock
from portal.shared.action_log.record import recorded
from portal.shared.errors import InvalidInput, Refusal

# A refusal names the field of the action; the file has other columns.
_COLUMN = {
    "agency": "code", "successor": "successor_code", "code": "successor_code",
    "name": "successor_name", "level": "successor_level", "parent": "successor_parent", "on": "on",
}  # fmt: skip


@dataclass
class Summary:
    """What was done, or would be."""

    made: int = 0
    renamed: int = 0
    moved: int = 0
    closed: int = 0
    planned: int = 0
    dossiers: int = 0
    roles: int = 0
    troubles: list[str] = field(default_factory=list)


class _Undo(Exception):
    """Ends the trial."""


def try_plan(*, actor: Actor, rows: list[PlanRow], reason: str) -> Summary:
    """What would be done. Everything is done in one transaction, which is undone: each row is
    checked on what the rows before it leave. Raises SeedFileError naming every bad cell."""
    summary, problems = Summary(), []
    try:
        with recorded():
            for row in _in_order(rows):
                problems += _tried(row, actor, reason, summary)
            raise _Undo
    except _Undo:
        pass
    if problems:
        ordered = sorted(problems, key=lambda problem: problem.line)
        raise SeedFileError([str(problem) for problem in ordered])
    return summary


def run_plan(*, actor: Actor, rows: list[PlanRow], reason: str) -> Summary:
    """Carry it out, after trying it: the new agencies, names and places in the tree at once, in
    one transaction together with every closing as a planned change; then each closing that is due
    in a transaction of its own. Stopped in the middle, the job of planned changes goes on.

    Raises SeedFileError, with nothing written.
    """
    try_plan(actor=actor, rows=rows, reason=reason)
    summary = Summary()
    with recorded():
        for row in _in_order(rows):
            if row.stays:
                _stay(row, actor, reason, summary)
            else:
                _plan_closing(row, actor, reason, summary)
    _carry_out(rows, summary)
    return summary


def _in_order(rows: Iterable[PlanRow]) -> list[PlanRow]:
    """What stays first (a commune has to be out of its district before that is closed)."""
    return sorted(rows, key=lambda row: not row.stays)


def _tried(row: PlanRow, actor: Actor, reason: str, summary: Summary) -> list[Problem]:
    deed: Callable[[PlanRow, Actor, str, Summary], None] = _stay if row.stays else _close
    try:
        with transaction.atomic():
            deed(row, actor, reason, summary)
    except InvalidInput as refusal:
        return [
            Problem(row.line, _COLUMN.get(key, key), str(text))
            for key, text in refusal.errors.items()
        ]
    except Refusal as refusal:
        return [Problem(row.line, "code", str(refusal))]
    except Http404:
        return [Problem(row.line, "code", f"no agency {row.code}")]
    return []


def _stay(row: PlanRow, actor: Actor, reason: str, summary: Summary) -> None:
    agency = _known(row.code)
    if row.successor_parent:
        parent = _known(row.successor_parent, "parent")
        if agency.parent_id != parent.pk:
            agency = move_agency(
                actor=actor, agency_id=agency.pk, seen_version=agency.version, parent_id=parent.pk
            )
            summary.moved += 1
    if row.successor_name and row.successor_name != agency.name:
        rename_agency(
            actor=actor, agency_id=agency.pk, seen_version=None, name=row.successor_name,
            on=row.on, reason=reason,
        )  # fmt: skip
        summary.renamed += 1


def _close(row: PlanRow, actor: Actor, reason: str, summary: Summary) -> None:
    agency = _known(row.code)
    refuse_second_plan(agency, PlannedChange.Kind.CLOSE)
    successor = _successor(row, actor, summary)
    outcome = close_agency(
        actor=actor, agency_id=agency.pk, seen_version=None, successor_id=successor.pk,
        on=row.on, reason=reason,
    )  # fmt: skip
    _count(outcome, summary)


def _count(outcome: Closed | PlannedChange | Agency, summary: Summary) -> None:
    if isinstance(outcome, Closed):
        summary.closed += 1
        summary.dossiers += outcome.dossiers
        summary.roles += outcome.roles
    elif isinstance(outcome, PlannedChange):
        summary.planned += 1


def _plan_closing(row: PlanRow, actor: Actor, reason: str, summary: Summary) -> None:
    plan(
        actor=actor, kind=PlannedChange.Kind.CLOSE, agency=_known(row.code), on=row.on,
        successor=_successor(row, actor, summary), reason=reason,
    )  # fmt: skip


def _successor(row: PlanRow, actor: Actor, summary: Summary) -> Agency:
    """Who takes over, made if nobody has that code yet."""
    found = Agency.objects.filter(code=row.successor_code).first()
    if found is not None:
        return found
    parent = _known(row.successor_parent, "parent") if row.successor_parent else None
    made = create_agency(
        actor=actor,
        code=row.successor_code,
        code_2020="",
        name=row.successor_name,
        level=row.successor_level,
        parent_id=parent.pk if parent else None,
        is_one_stop=row.successor_level in (Agency.Level.DISTRICT, Agency.Level.COMMUNE),
        opened_on=row.on if row.on > clock.today() else None,
    )
    summary.made += 1
    return made


def _known(code: str, column: str = "agency") -> Agency:
    found = Agency.objects.filter(code=code).first()
    if found is None:
        raise InvalidInput({column: f"no agency {code}"})
    return found


def _carry_out(rows: list[PlanRow], summary: Summary) -> None:
    codes = [row.code for row in rows if not row.stays]
    changes = PlannedChange.objects.filter(
        agency__code__in=codes, kind=PlannedChange.Kind.CLOSE, done_at=None, cancelled_at=None
    )
    for key in list(changes.order_by("pk").values_list("pk", flat=True)):
        change = PlannedChange.objects.get(pk=key)
        if change.on > clock.today():
            summary.planned += 1
        elif (outcome := carry_out(change_id=key)) is None:
            change.refresh_from_db()
            summary.troubles.append(f"{change.agency.code}: {change.trouble}")
        else:
            _count(outcome, summary)
