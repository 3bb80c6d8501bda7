"""Outbox rows as they stand in the middle of a life: waiting, refused, failing, delivered."""

from datetime import datetime, timedelta
from typing import Any

from portal.agencies.models import Agency
from portal.national.models import OutboxMessage
from portal.shared import clock
from services.models import Procedure, Sector

CODE = "000.00.15.H47-220322-{:04}"
REASON = "TenLinhVuc: không có trong danh mục."


def ago(**span: float) -> datetime:
    """So long before now."""
    return clock.now() - timedelta(**span)


def make_procedure() -> Procedure:
    """The procedure that messages name."""
    sector, _ = Sector.objects.get_or_create(
        code="G15-TP01", defaults={"name": "Lý lịch tư pháp", "slug": "ly-lich-tu-phap"}
    )
    procedure, _ = Procedure.objects.get_or_create(
        code="2.000488", defaults={"name": "Cấp Phiếu lý lịch tư pháp", "sector": sector}
    )
    return procedure


def make_message(number: int = 1, *, age: timedelta | None = None, **fields: Any) -> OutboxMessage:
    """A message of dossier `number` that says "Mới đăng ký" unless `status` says otherwise."""
    stream = fields.pop("stream", CODE.format(number))
    status = fields.pop("status", 1)
    return OutboxMessage.objects.create(
        stream=stream,
        payload=payload(stream, status),
        created_at=clock.now() - (age or timedelta()),
        **fields,
    )


def make_parked(number: int = 1, *, reason: str = REASON, **fields: Any) -> OutboxMessage:
    """A message that was refused."""
    values = {"parked_at": clock.now(), "last_error": reason, "attempts": 1} | fields
    return make_message(number, **values)


def payload(code: str, status: int) -> dict[str, object]:
    """What the handler writes."""
    agency, _ = Agency.objects.get_or_create(
        code="000.00.15.H47", defaults={"name": "Sở Tư pháp", "level": Agency.Level.PROVINCE}
    )
    states = {1: "submitted", 2: "received", 4: "processing"}
    return {
        "dossier": {
            "code": code, "procedure_id": make_procedure().pk,
            "handling_agency_id": agency.pk, "provenance": "citizen", "return_channel": "online",
            "applicant": {
                "full_name": "Nguyễn Thị Trà", "identity_number": "049190004747",
                "email": "tra@motcua.example", "phone": "0905123456",
            },
            "filed_at": "2022-03-22T07:03:00+00:00", "received_at": None, "due_at": None,
            "completed_at": None, "returned_at": None,
        },
        "step": {
            "status": status, "history_id": 1, "event": "file", "from_state": "draft",
            "to_state": states[status], "at": "2022-03-22T07:03:00+00:00",
            "actor_name": "Nguyễn Thị Trà", "role": "citizen", "agency_id": None, "reason": "",
        },
    }  # fmt: skip
