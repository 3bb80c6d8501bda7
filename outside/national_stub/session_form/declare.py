"""`DongBoHoSoMC`: dossiers are declared (isUpdating false) or declared anew (true)."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from outside.national_stub.intake.fields import FieldError, read_message
from outside.national_stub.models import Dossier
from outside.national_stub.session_form.models import DeclaredDossier
from outside.national_stub.session_form.replies import Verdict

EXISTS = "Hồ sơ {code} đã tồn tại."
UNKNOWN = "Hồ sơ {code} chưa tồn tại."


@transaction.atomic
def declare(records: Sequence[Any], *, updating: bool) -> list[Verdict]:
    """A verdict for each record; the good ones are written."""
    codes = [code_of(record) for record in records]
    known = set(Dossier.objects.filter(code__in=codes).values_list("code", flat=True))
    known |= set(DeclaredDossier.objects.filter(code__in=codes).values_list("code", flat=True))
    verdicts, taken = [], {}
    for code, record in zip(codes, records, strict=True):
        refusal = _fault(record) or _wrong_way(code, updating, known)
        if not refusal:
            known.add(code)
            taken[code] = record
        verdicts.append((code, refusal))
    _write(taken)
    return verdicts


def code_of(record: object) -> str:
    """The dossier's code, as far as there is one."""
    return str(record.get("MaHoSo", ""))[:50] if isinstance(record, Mapping) else ""


def _wrong_way(code: str, updating: bool, known: set[str]) -> str:
    if updating == (code in known):
        return ""
    return (UNKNOWN if updating else EXISTS).format(code=code)


def _fault(record: object) -> str:
    """What the intake of states says to this record, with a step that is good."""
    status = record.get("TrangThaiHoSo") if isinstance(record, Mapping) else None
    step = {
        "MaHoSo": code_of(record),
        "NguoiXuLy": "-",
        "ThoiDiemXuLy": "20220322140300",
        "NoiDungXuLy": "-",
        "TrangThai": status,
    }
    try:
        read_message({"idempotencyKey": "-", "dossier": record, "progress": step})
    except FieldError as error:
        return str(error)
    return ""


def _write(taken: Mapping[str, Any]) -> None:
    now = timezone.now()
    DeclaredDossier.objects.bulk_create(
        [
            DeclaredDossier(code=code, record=dict(taken[code]), declared_at=now)
            for code in sorted(taken)
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["record", "declared_at"],
    )
