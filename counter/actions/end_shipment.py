"""The post says how a shipment ended."""

import uuid

from django.utils.translation import gettext as _

from counter.models import Shipment
from counter.returns.lock_shipment import lock_shipment
from dossiers.actions.transition import step_aside
from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import record, recorded
from portal.shared.errors import StalePage
from portal.shared.kept_language import kept_language


def deliver_shipment(*, actor: Actor, key: uuid.UUID) -> Shipment:
    """It has reached the receiver. Raises StalePage when it is not on its way."""
    with recorded():
        dossier, shipment = lock_shipment(actor, key)
        _end(shipment, Shipment.State.DELIVERED)
        record(actor=actor, action="deliver_shipment", subject=f"dossier:{dossier.code}")
        return shipment


def take_shipment_back(*, actor: Actor, key: uuid.UUID) -> Shipment:
    """The post brought it back: it waits at the counter, or goes out again with another label.

    The citizen reads it in the dossier's history. Raises StalePage when it is not on its way.
    """
    with recorded():
        dossier, shipment = lock_shipment(actor, key)
        _end(shipment, Shipment.State.CAME_BACK)
        with kept_language():
            words = _("Bưu điện chuyển hoàn bưu gửi %(number)s; kết quả chờ tại quầy.") % {
                "number": shipment.tracking_number
            }
        step_aside(dossier, "shipment_came_back", actor=actor, reason=words)
        return shipment


def _end(shipment: Shipment, state: Shipment.State) -> None:
    if shipment.state != Shipment.State.SENT:
        raise StalePage(_("Bưu gửi này không còn trên đường. Tải lại trang để xem tình trạng."))
    shipment.state = state
    shipment.ended_at = clock.now()
    shipment.save(update_fields=["state", "ended_at"])
