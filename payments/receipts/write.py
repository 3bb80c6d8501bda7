"""The next receipt of a book."""

from dataclasses import dataclass

from payments import jobs
from payments.actions.open_receipt_book import open_receipt_book
from payments.models import Obligation, PaymentAttempt, Receipt, ReceiptBook
from portal.shared import clock
from portal.shared.clock import PROVINCE_TIME


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
    book = open_receipt_book(agency=obligation.agency, year=year)
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


def _next_number(book: ReceiptBook) -> int:
    locked = ReceiptBook.objects.select_for_update().get(pk=book.pk)
    number = locked.next_number
    locked.next_number = number + 1
    locked.save(update_fields=["next_number"])
    return number
