"""Taking in a batch, in one transaction: each message once, in order, or refused with a reason."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from outside.national_stub import faults
from outside.national_stub.catalogue.known import known_codes
from outside.national_stub.counters import Counts, add_counts
from outside.national_stub.envelope import Outcome
from outside.national_stub.intake.fields import FieldError, Message, read_message
from outside.national_stub.intake.order import OutOfOrderError, Place, follow
from outside.national_stub.models import Dossier, IntakeRefusal, StateReceived


@transaction.atomic
def take_in(raws: Sequence[Any], *, sender: str, sent_at: datetime) -> list[Outcome]:
    """An outcome for each message, in their order.

    The rows of all dossiers of the batch are locked in the order of their codes before any key is
    looked up, so of two requests with the same message the second one sees the first.
    """
    intake = _Intake(sender, sent_at)
    readings = [_read(raw) for raw in raws]
    intake.load([reading for reading in readings if isinstance(reading, Message)])
    outcomes = [intake.take(raw, reading) for raw, reading in zip(raws, readings, strict=True)]
    intake.save()
    return outcomes


class _Intake:
    """The batch while it is being taken in."""

    def __init__(self, sender: str, sent_at: datetime) -> None:
        self.now = timezone.now()
        self.sender = sender
        self.sent_at = sent_at
        self.dossiers: dict[str, Dossier] = {}
        self.known: set[str] = set()
        self.states: list[StateReceived] = []
        self.refusals: list[IntakeRefusal] = []
        self.procedures: frozenset[str] = frozenset()
        self.counts: Counts = Counter()

    def load(self, messages: Sequence[Message]) -> None:
        """Lock or make the dossiers, then see which messages are here already."""
        provinces = {message.code: message.province for message in messages}
        codes = sorted(provinces)
        found = set(Dossier.objects.filter(code__in=codes).values_list("code", flat=True))
        Dossier.objects.bulk_create(
            [
                Dossier(code=code, province=provinces[code], changed_at=self.now)
                for code in codes
                if code not in found
            ],
            ignore_conflicts=True,
        )
        locked = Dossier.objects.select_for_update().filter(code__in=codes).order_by("code")
        self.dossiers = {dossier.code: dossier for dossier in locked}
        keys = [message.key for message in messages]
        self.known = set(StateReceived.objects.filter(key__in=keys).values_list("key", flat=True))
        self.procedures = known_codes(self.sender, {m.record["MaTTHC"] for m in messages})

    def take(self, raw: object, reading: Message | FieldError) -> Outcome:
        """One message."""
        if isinstance(reading, FieldError):
            return self._refuse(raw, str(reading))
        if reading.key in self.known:
            return Outcome(reading.key, already=True)
        if faults.strikes("refuse", endpoint="states", dossier=reading.code):
            return self._refuse(raw, "Bị từ chối theo lỗi mô phỏng.")
        if reading.record["MaTTHC"] not in self.procedures:
            return self._refuse(
                raw, f"Thủ tục {reading.record['MaTTHC']} chưa có trong danh mục quốc gia."
            )
        dossier = self.dossiers[reading.code]
        try:
            place = follow(
                Place(dossier.status, tuple(dossier.waits_on)), reading.status, event=reading.event
            )
        except OutOfOrderError as error:
            return self._refuse(raw, str(error))
        dossier.status, dossier.waits_on = place.status, list(place.waits_on)
        dossier.record, dossier.changed_at = dict(reading.record), self.now
        dossier.state_count += 1
        self.known.add(reading.key)
        self.counts[reading.province, "states"] += 1
        self.states.append(self._state(dossier, reading))
        return Outcome(reading.key)

    def save(self) -> None:
        """Write everything that was taken in or refused."""
        StateReceived.objects.bulk_create(self.states)
        changed = [self.dossiers[code] for code in sorted({s.dossier.code for s in self.states})]
        # One INSERT ... ON CONFLICT costs a third of what bulk_update's CASEs do.
        Dossier.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["status", "waits_on", "record", "changed_at", "state_count"],
        )
        IntakeRefusal.objects.bulk_create(self.refusals)
        # A dossier of which nothing was ever taken in is not a dossier here.
        empty = [d.pk for d in self.dossiers.values() if d.status is None]
        if empty:
            Dossier.objects.filter(pk__in=empty).delete()
        add_counts(self.counts, now=self.now)

    def _state(self, dossier: Dossier, message: Message) -> StateReceived:
        progress = message.progress
        return StateReceived(
            key=message.key,
            dossier=dossier,
            status=message.status,
            handler=progress["NguoiXuLy"],
            position=str(progress.get("ChucDanh", ""))[:100],
            unit=str(progress.get("PhongBanXuLy", ""))[:200],
            content=progress["NoiDungXuLy"],
            happened_at=message.happened_at,
            sent_at=self.sent_at,
            received_at=self.now,
        )

    def _refuse(self, raw: object, detail: str) -> Outcome:
        message = raw if isinstance(raw, Mapping) else {}
        record = message.get("dossier")
        code = str(record.get("MaHoSo", ""))[:60] if isinstance(record, Mapping) else ""
        key = str(message.get("idempotencyKey", ""))[:100]
        self.refusals.append(
            IntakeRefusal(
                code=code, key=key, sender=self.sender, detail=detail, received_at=self.now
            )
        )
        self.counts[self.sender, "refusals"] += 1
        return Outcome(key, refusal=detail)


def _read(raw: object) -> Message | FieldError:
    try:
        return read_message(raw)
    except FieldError as error:
        return error
