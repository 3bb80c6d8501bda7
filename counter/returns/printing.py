"""Press the label of a shipment (only jobs load this: it needs the press)."""

from counter.models import Shipment
from counter.returns.label import label_html, label_place
from portal.shared.pdf.files import is_there, write
from portal.shared.pdf.press import press


def print_label(*, shipment_id: int) -> bool:
    """Write the PDF; False when it was there. Raises Shipment.DoesNotExist."""
    parts = ("dossier__receiving_agency",)
    shipment = Shipment.objects.select_related(*parts).get(pk=shipment_id)
    place = label_place(shipment)
    if is_there(place):
        return False
    write(place, press(label_html(shipment), paper="a6"))
    return True
