"""Results that wait, and the people who come for them."""

import base64
import io
from typing import Any

from PIL import Image, ImageDraw

from counter.models import HandOver, Shipment
from counter.returns.receiver import Typed
from dossiers.models import Dossier, HistoryEntry
from portal.shared.action_log.models import ActionLogEntry

TRA = "049190001234"


def through(dossier: Dossier, channel: str) -> Dossier:
    """The same dossier, received in another way."""
    Dossier.objects.filter(pk=dossier.pk).update(return_channel=channel)
    return Dossier.objects.get(pk=dossier.pk)


def drawn(*, empty: bool = False) -> str:
    """What the page sends of the canvas."""
    picture = Image.new("RGBA", (600, 200), "white")
    if not empty:
        ImageDraw.Draw(picture).line([(80, 150), (200, 40), (320, 160), (500, 60)], "black", 3)
    written = io.BytesIO()
    picture.save(written, "PNG")
    return "data:image/png;base64," + base64.b64encode(written.getvalue()).decode()


def owner(number: str, **changes: Any) -> Typed:
    """The owner, with the card, everything ticked."""
    values: dict[str, Any] = {
        "receiver": "owner", "name": "", "number": number, "checked_by": "card",
        "identity_seen": True, "authorisation_seen": False,
    }  # fmt: skip
    return Typed(**{**values, **changes})


def traces(dossier: Dossier) -> dict[str, Any]:
    """Everything that a refused hand-over must leave as it was."""
    found = Dossier.objects.get(pk=dossier.pk)
    return {
        "dossier": (found.state, found.version, found.returned_at),
        "history": HistoryEntry.objects.filter(dossier=dossier).count(),
        "hand_overs": list(HandOver.objects.order_by("pk").values_list("pk", flat=True)),
        "shipments": list(Shipment.objects.order_by("pk").values_list("state", "tracking_number")),
        "log": ActionLogEntry.objects.count(),
    }
