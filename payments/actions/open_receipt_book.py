"""An agency needs a book of receipts."""

from payments.models import ReceiptBook
from payments.receipts.naming import form_number, series_of
from portal.agencies.models import Agency


def open_receipt_book(*, agency: Agency, year: int) -> ReceiptBook:
    """The agency's book of the year, made at first use; two who come at once get the same one."""
    book, _made = ReceiptBook.objects.get_or_create(
        agency=agency,
        series=series_of(year),
        defaults={"form_number": form_number(), "year": year},
    )
    return book
