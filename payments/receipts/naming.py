"""How books of receipts are called, and what the payer reads of the way he paid.

Mẫu số and ký hiệu are given to an agency by its tax office: data of the installation. The defaults
are our own, so that a new installation can print.
"""

from django.conf import settings
from django.utils.translation import gettext as _

from payments.providers import registry
from payments.providers.registry import CASH
from portal.agencies.models import Agency


def form_number() -> str:
    """Mẫu số of new books."""
    return str(settings.RECEIPT_FORM_NUMBER)


def series_of(year: int) -> str:
    """Ký hiệu of the books of a year: `MC-26E`. The year is always in it, so that each year begins
    a new book."""
    return f"{settings.RECEIPT_SERIES}-{year % 100:02}E"


def tax_code_of(agency: Agency) -> str:
    """The tax code of who takes the fee, or empty when nobody has told the portal."""
    return str(settings.RECEIPT_TAX_CODES.get(agency.code, ""))


def method_words(method: str) -> str:
    """`cash` or the code of a provider, in words; an unknown code as it is."""
    if method == CASH:
        return _("Tiền mặt tại quầy")
    try:
        return registry.get(method).label
    except KeyError:
        return method
