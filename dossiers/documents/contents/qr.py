"""The QR codes on printed papers: to the look-up of a dossier, to the check of a result."""

from urllib.parse import urlencode

import segno
from django.conf import settings

from dossiers.models import Document, Dossier


def tracking_address(dossier: Dossier) -> str:
    """The public address that asks for the last four digits and shows the state."""
    return f"{settings.PUBLIC_URL}/track/?{urlencode({'code': dossier.code})}"


def tracking_qr(dossier: Dossier) -> str:
    """The address as a QR code: an SVG in a data URI, for <img>."""
    return _svg(tracking_address(dossier))


def verification_address(document: Document) -> str:
    """The public page that says what this document is and who signed it."""
    return f"{settings.PUBLIC_URL}/verify/document/{document.key}/"


def verification_qr(document: Document) -> str:
    """The address as a QR code, likewise."""
    return _svg(verification_address(document))


def _svg(address: str) -> str:
    return str(segno.make(address, error="m").svg_data_uri(border=0))
