"""The next receipt of a book."""

from dataclasses import dataclass

from payments import jobs
from payments.actions.open_receipt_book import open_receipt_book
from payments.models import Obligation, PaymentAttempt, Receipt, ReceiptBook
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.clock import PROVINCE_TIME

# The agency can be closed while we wait for its book, and so can its heir.
MAX_HEIRS = 5


@dataclass(frozen=True)
class Payer:
    """Who paid, as the receipt names him."""

    name: str
    address: str


def write_receipt(attempt: PaymentAttempt, *, payer: Payer, issued_by: str) -> Receipt:
    """Take the next number of the agency's book and write the receipt with it.

    Part of a transaction that holds the lock of the attempt, of which there is no valid receipt. A
    number is taken under the lock of the book and belongs to the row written with it: what is
    undone gives its number back, so there is no gap.
    """
    obligation = attempt.obligation
    issued_at = clock.now()
    year = issued_at.astimezone(PROVINCE_TIME).year
    book = _lock_book(obligation, year)
    receipt = Receipt.objects.create(
        book=book,
        number=_next_number(book),
        attempt=attempt,
        payer_name=payer.name,
        payer_address=payer.address,
        reference=obligation.reference,
        description=obligation.description,
        lines=obligation.lines,
        amount_vnd=attempt.amount_vnd,
        method=attempt.provider,
        issued_at=issued_at,
        issued_by=issued_by,
    )
    ask_for_pdf(receipt)
    return receipt


def payer_of(obligation: Obligation) -> Payer:
    """Who owes it."""
    return Payer(name=obligation.payer_name, address=obligation.payer_address)


def ask_for_pdf(receipt: Receipt) -> None:
    """A job that prints it, in the caller's transaction. History that is being made (a pinned
    clock) is printed when somebody asks for it."""
    if not clock.is_pinned():
        jobs.defer(jobs.RENDER_RECEIPT, receipt_id=receipt.pk)


def _lock_book(obligation: Obligation, year: int) -> ReceiptBook:
    """The book of the agency whose fee it is, locked; of its heir if the agency has been closed,
    also while we were waiting for the book."""
    for _look in range(MAX_HEIRS):
        agency = Agency.objects.select_related("heir").get(pk=obligation.agency_id).present
        book = open_receipt_book(agency=agency, year=year)
        locked = ReceiptBook.objects.select_for_update().get(pk=book.pk)
        if locked.closed_at is None:
            return locked
    raise RuntimeError(f"every book that obligation {obligation.key} may be written in is closed")


def _next_number(book: ReceiptBook) -> int:
    number = book.next_number
    book.next_number = number + 1
    book.save(update_fields=["next_number"])
    return number
