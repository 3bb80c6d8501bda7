"""Questions about one transaction: how it stands, its cancellation, its receipt."""

from typing import Any

from django.conf import settings

from payments.providers.national.order import VERSION
from payments.providers.national.reference import moment_of
from payments.providers.national.signature import ABOUT_ONE, sign


def about(kind: str, reference: str) -> dict[str, Any]:
    """The signed message. Raises UnknownReference."""
    message = {
        "LoaiBanTin": kind,
        "PhienBan": VERSION,
        "MaDoiTac": settings.NATIONAL_PAYMENT_PARTNER,
        "MaThamChieu": reference,
        "ThoiGianGD": moment_of(reference),
    }
    return {**message, "MaXacThuc": sign(message, ABOUT_ONE, settings.NATIONAL_PAYMENT_SECRET)}
