"""The QR code that leads to the look-up of a dossier."""

from urllib.parse import urlencode

import segno
from django.conf import settings

from dossiers.models import Dossier


def tracking_address(dossier: Dossier) -> str:
    """The public address that asks for the last four digits and shows the state."""
    return f"{settings.PUBLIC_URL}/track/?{urlencode({'code': dossier.code})}"


def tracking_qr(dossier: Dossier) -> str:
    """The address as a QR code: an SVG in a data URI, for <img>."""
    return str(segno.make(tracking_address(dossier), error="m").svg_data_uri(border=0))
