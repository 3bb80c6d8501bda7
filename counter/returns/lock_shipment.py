"""The locks of a shipment: the dossier's row first, as everywhere."""

import uuid

from django.http import Http404

from counter.models import Shipment
from dossiers.actions.transition import lock
from dossiers.models import Dossier
from portal.accounts.actor import Actor


def lock_shipment(actor: Actor, key: uuid.UUID) -> tuple[Dossier, Shipment]:
    """Both rows, locked, for who may hand over this result. Raises Http404, NotAllowed."""
    dossier_id = Shipment.objects.filter(key=key).values_list("dossier_id", flat=True).first()
    if dossier_id is None:
        raise Http404
    dossier = lock(actor, "hand_over", pk=dossier_id)
    return dossier, Shipment.objects.select_for_update().get(key=key)
