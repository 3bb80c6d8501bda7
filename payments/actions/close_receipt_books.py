"""The books of an agency that is being closed are closed and kept."""

from payments.models import ReceiptBook
from portal.agencies.models import Agency
from portal.shared import clock


def close_receipt_books(*, agency: Agency) -> int:
    """Close every open book of the agency; how many. Its receipts stay valid; from now on the
    agency's heir writes in books of its own. Part of the transaction that closes the agency."""
    return ReceiptBook.objects.filter(agency=agency, closed_at=None).update(closed_at=clock.now())
