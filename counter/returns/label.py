"""Phiếu gửi: the label of a shipment, on A6; made in a job."""

import hashlib
from typing import Any

import segno
from django.db import transaction
from django.template.loader import render_to_string
from procrastinate.contrib.django.models import ProcrastinateJob

from counter import jobs
from counter.models import Shipment
from portal.agencies.models import Agency
from portal.shared.identity.phone import display
from portal.shared.kept_language import kept_language
from portal.shared.pdf.files import is_there

_UNDER_WAY = ("todo", "doing")


def label_place(shipment: Shipment) -> str:
    """Where its label lies under MEDIA_ROOT: another address, another label."""
    printed = f"{shipment.receiver_name}|{shipment.phone}|{shipment.address}"
    edition = hashlib.sha256(printed.encode()).hexdigest()[:12]
    return f"labels/{shipment.key}-{edition}.pdf"


def ensure_label(shipment: Shipment) -> bool:
    """True when the label can be shown; else a job makes it (one, however often people look)."""
    if is_there(label_place(shipment)):
        return True
    with transaction.atomic():
        Shipment.objects.select_for_update().get(pk=shipment.pk)
        under_way = ProcrastinateJob.objects.filter(
            task_name=jobs.PRINT_LABEL, status__in=_UNDER_WAY, args__shipment_id=shipment.pk
        )
        if not under_way.exists():
            jobs.defer(jobs.PRINT_LABEL, shipment_id=shipment.pk)
    return False


def label_html(shipment: Shipment) -> str:
    """The whole label; official papers are in Vietnamese. It says nothing of what is inside."""
    with kept_language():
        return render_to_string("pdf/shipment_label.html", _content(shipment))


def _content(shipment: Shipment) -> dict[str, Any]:
    code = str(shipment.dossier.code)
    sender: Agency = shipment.dossier.receiving_agency
    return {
        "shipment": shipment,
        "code": code,
        "sender": sender,
        "phone": display(shipment.phone),
        "qr": str(segno.make(code, error="m").svg_data_uri(border=0)),
    }
