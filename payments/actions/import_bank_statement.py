"""A bank's statement file becomes the third book: all of it, or nothing."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from payments import jobs
from payments.models import BankStatement, BankStatementLine, Reconciliation
from payments.queries.our_book import day_of
from payments.reconciliation.statement.lines import Line, with_fingerprints
from payments.reconciliation.statement.problems import Problem, StatementRefused
from payments.reconciliation.statement.reading import read_statement
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import NotAllowed

AT_ONCE = 2000
LONGEST_NAME, LONGEST_ACCOUNT = 200, 40
# Two files at the same moment may hold the same lines.
LOCK = 4_700_003
WHO = (Role.PROVINCIAL_ADMIN, Role.SYSTEM)


@dataclass(frozen=True)
class ImportedStatement:
    """`known` lines were there before, from a file that overlaps with this one."""

    statement: BankStatement
    added: int
    known: int


def import_bank_statement(
    *, actor: Actor, content: bytes, file_name: str, account: str = "", dry_run: bool = False
) -> ImportedStatement:
    """Store the file's lines and let the days that it speaks for be reconciled again by jobs.

    A line that an earlier file brought is not counted again. With `dry_run` everything is done and
    then undone. Raises StatementRefused with every mistake of the file, also when this very file
    was imported before; nothing is written then. Raises NotAllowed.
    """
    if actor.role not in WHO:
        raise NotAllowed(_("Chỉ quản trị tỉnh được nạp sao kê ngân hàng."))
    lines = read_statement(content, today=clock.today())
    with transaction.atomic():
        imported = _store(actor, content, lines, file_name, account)
        if dry_run:
            transaction.set_rollback(True)
            return imported
        _compare_again(imported.statement)
        record(
            actor=actor,
            action="import_bank_statement",
            subject=f"bank_statement:{imported.statement.pk}",
            sha256=imported.statement.sha256,
            added=imported.added,
            known=imported.known,
        )
    return imported


def _store(
    actor: Actor, content: bytes, lines: list[Line], file_name: str, account: str
) -> ImportedStatement:
    statement = _statement(actor, content, lines, file_name, account)
    _one_at_a_time()
    rows = (
        BankStatementLine(
            statement=statement,
            line_number=line.number,
            booked_on=line.day,
            reference=line.reference,
            amount_vnd=line.amount_vnd,
            description=line.description,
            fingerprint=fingerprint,
        )
        for line, fingerprint in with_fingerprints(lines)
    )
    added = 0
    while batch := list(islice(rows, AT_ONCE)):
        fresh = _not_there(batch)
        BankStatementLine.objects.bulk_create(fresh)
        added += len(fresh)
    return ImportedStatement(statement, added=added, known=len(lines) - added)


def _statement(
    actor: Actor, content: bytes, lines: list[Line], file_name: str, account: str
) -> BankStatement:
    days = [line.day for line in lines]
    try:
        with transaction.atomic():
            return BankStatement.objects.create(
                file_name=file_name[:LONGEST_NAME],
                sha256=hashlib.sha256(content).hexdigest(),
                account=account.strip()[:LONGEST_ACCOUNT],
                first_day=min(days),
                last_day=max(days),
                line_count=len(lines),
                imported_at=clock.now(),
                imported_by_id=actor.user_id,
            )
    except IntegrityError as error:
        raise StatementRefused([_imported_before(content)]) from error


def _imported_before(content: bytes) -> Problem:
    before = BankStatement.objects.get(sha256=hashlib.sha256(content).hexdigest())
    words = {"name": before.file_name, "day": f"{day_of(before.imported_at):%d/%m/%Y}"}
    message = _("Tệp này đã được nạp ngày %(day)s (“%(name)s”); không có gì thay đổi.")
    return Problem(0, "", message % words)


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _not_there(rows: list[BankStatementLine]) -> list[BankStatementLine]:
    known = set(
        BankStatementLine.objects.filter(
            fingerprint__in=[row.fingerprint for row in rows]
        ).values_list("fingerprint", flat=True)
    )
    return [row for row in rows if row.fingerprint not in known]


def _compare_again(statement: BankStatement) -> None:
    """The days that were compared without this statement, and the day before its first (what came
    in its last hour may stand here)."""
    compared = Reconciliation.objects.filter(
        day__gte=statement.first_day - timedelta(days=1), day__lte=statement.last_day
    )
    for provider, day in compared.values_list("provider", "day"):
        jobs.defer(jobs.RECONCILE_DAY, provider=provider, day=day.isoformat())
