"""Taking in changes of a province's catalogue, in one transaction: each once, never backwards."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from outside.national_stub import faults
from outside.national_stub.catalogue.fields import ProcedureMessage, read_procedure
from outside.national_stub.catalogue.folding import folded
from outside.national_stub.counters import Counts, add_counts
from outside.national_stub.envelope import Outcome
from outside.national_stub.intake.fields import FieldError
from outside.national_stub.models import IntakeRefusal, Procedure, ProcedureChange

# One request at a time writes to one province's catalogue.
LOCK = "SELECT pg_advisory_xact_lock(hashtext('national_stub_catalogue'), hashtext(%s))"
TOLD = ("name", "sector_code", "sector_name", "level", "revision", "agency", "in_force")


@transaction.atomic
def take_in(raws: Sequence[Any], *, sender: str, sent_at: datetime) -> list[Outcome]:
    """An outcome for each change, in their order.

    A change that is older than what is here is written down and changes nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [sender])
    intake = _Intake(sender, sent_at)
    readings = [_read(raw) for raw in raws]
    intake.load([reading for reading in readings if isinstance(reading, ProcedureMessage)])
    outcomes = [intake.take(raw, reading) for raw, reading in zip(raws, readings, strict=True)]
    intake.save()
    return outcomes


class _Intake:
    """The batch while it is being taken in."""

    def __init__(self, sender: str, sent_at: datetime) -> None:
        self.now = timezone.now()
        self.sender = sender
        self.sent_at = sent_at
        self.known: set[str] = set()
        self.procedures: dict[str, Procedure] = {}
        self.touched: dict[str, Procedure] = {}
        self.changes: list[ProcedureChange] = []
        self.refusals: list[IntakeRefusal] = []
        self.counts: Counts = Counter()

    def load(self, messages: Sequence[ProcedureMessage]) -> None:
        """What is here already of these procedures and changes."""
        codes = {message.code for message in messages}
        found = Procedure.objects.filter(province=self.sender, code__in=codes)
        self.procedures = {procedure.code: procedure for procedure in found}
        keys = [message.key for message in messages]
        known = ProcedureChange.objects.filter(key__in=keys)
        self.known = set(known.values_list("key", flat=True))

    def take(self, raw: object, reading: ProcedureMessage | FieldError) -> Outcome:
        """One change."""
        if isinstance(reading, FieldError):
            return self._refuse(raw, str(reading))
        if reading.key in self.known:
            return Outcome(reading.key, already=True)
        if faults.strikes("refuse", endpoint="catalogue", procedure=reading.code):
            return self._refuse(raw, "Bị từ chối theo lỗi mô phỏng.")
        self._write_down(reading)
        return Outcome(reading.key)

    def save(self) -> None:
        """Write everything that was taken in or refused."""
        Procedure.objects.bulk_create(
            self.touched.values(),
            update_conflicts=True,
            unique_fields=["province", "code"],
            update_fields=[*TOLD, "changed_at", "words"],
        )
        ProcedureChange.objects.bulk_create(self.changes)
        IntakeRefusal.objects.bulk_create(self.refusals)
        add_counts(self.counts, now=self.now)

    def _write_down(self, message: ProcedureMessage) -> None:
        self.known.add(message.key)
        before = self.procedures.get(message.code)
        applied = before is None or before.changed_at <= message.happened_at
        if applied:
            present = _procedure(self.sender, message)
            self.procedures[message.code] = self.touched[message.code] = present
        self.counts[self.sender, "procedures"] += 1
        self.changes.append(
            ProcedureChange(
                key=message.key,
                province=self.sender,
                code=message.code,
                record=dict(message.record),
                applied=applied,
                happened_at=message.happened_at,
                sent_at=self.sent_at,
                received_at=self.now,
            )
        )

    def _refuse(self, raw: object, detail: str) -> Outcome:
        message = raw if isinstance(raw, Mapping) else {}
        record = message.get("procedure")
        code = str(record.get("MaTTHC", ""))[:60] if isinstance(record, Mapping) else ""
        key = str(message.get("idempotencyKey", ""))[:100]
        self.refusals.append(
            IntakeRefusal(
                code=code, key=key, sender=self.sender, detail=detail, received_at=self.now
            )
        )
        self.counts[self.sender, "refusals"] += 1
        return Outcome(key, refusal=detail)


def _procedure(province: str, message: ProcedureMessage) -> Procedure:
    record = message.record
    parts = ("MaTTHC", "TenTTHC", "TenLinhVuc", "CoQuan")
    return Procedure(
        province=province,
        code=message.code,
        name=record["TenTTHC"],
        sector_code=record["MaLinhVuc"],
        sector_name=record["TenLinhVuc"],
        level=int(record["MucDo"]),
        revision=int(record["PhienBan"]),
        agency=record["CoQuan"],
        in_force=record["ConHieuLuc"] == "1",
        changed_at=message.happened_at,
        words=folded(" ".join(record[part] for part in parts)),
    )


def _read(raw: object) -> ProcedureMessage | FieldError:
    try:
        return read_procedure(raw)
    except FieldError as error:
        return error
