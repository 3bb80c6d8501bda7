"""The applicant's view of a shipment."""

from counter.models import Shipment
from dossiers.parcels import Parcel


def parcel_of_dossier(dossier_id: int) -> Parcel | None:
    """The latest shipment that the post has been given; what is still being packed is nobody's
    news."""
    given = Shipment.objects.filter(dossier_id=dossier_id).exclude(state=Shipment.State.PREPARED)
    shipment = given.order_by("-pk").first()
    if shipment is None:
        return None
    return Parcel(
        tracking_number=shipment.tracking_number,
        state_text=str(shipment.get_state_display()),
        sent_at=shipment.sent_at,
    )
