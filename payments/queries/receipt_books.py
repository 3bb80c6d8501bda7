"""Reads about books of receipts, for who oversees them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum

from payments.models import Receipt, ReceiptBook

BOOKS_IN_PAGE = 50
RECEIPTS_IN_PAGE = 50
_VALID = Q(cancelled_at__isnull=True)
# PostgreSQL's integer: a longer number is none of ours.
_HIGHEST = 2_147_483_647


@dataclass(frozen=True)
class BookRow:
    """A book and what stands in it; `amount_vnd` is the sum of its valid receipts."""

    book: ReceiptBook
    written: int
    cancelled: int
    highest: int
    amount_vnd: int

    @property
    def last_number(self) -> int:
        """The last number given, 0 for a book that nobody has written in."""
        return self.book.next_number - 1

    @property
    def is_gapless(self) -> bool:
        """As many receipts as numbers given, and none beyond: with numbers that are unique and
        begin with 1, none is missing."""
        return self.written == self.last_number == self.highest


def years_with_books() -> list[int]:
    """The years that have books, the latest first."""
    years = ReceiptBook.objects.order_by("-year").values_list("year", flat=True)
    return list(years.distinct())


def book_rows(*, year: int, after: str = "") -> tuple[list[BookRow], str]:
    """One page of the books of a year by the code of their agency, and where the next page begins
    (empty: there is none). `after` is such a place; what is no place is the beginning. Two
    queries, however many books."""
    books = ReceiptBook.objects.filter(year=year).select_related("agency")
    books = _behind(books, after).order_by("agency__code", "pk")
    found = list(books[: BOOKS_IN_PAGE + 1])
    page = found[:BOOKS_IN_PAGE]
    rows = _with_figures(page)
    last = page[-1] if len(found) > BOOKS_IN_PAGE else None
    return rows, f"{last.agency.code}~{last.pk}" if last else ""


def book_row(book_id: int) -> BookRow:
    """One book. Raises ReceiptBook.DoesNotExist."""
    return _with_figures([ReceiptBook.objects.select_related("agency").get(pk=book_id)])[0]


def receipts_in(book: ReceiptBook, *, before: str = "") -> tuple[list[Receipt], str]:
    """One page of the book, the highest number first, and where the next one begins (empty: there
    is none)."""
    receipts = Receipt.objects.filter(book=book).select_related("book__agency")
    if number := _number(before):
        receipts = receipts.filter(number__lt=number)
    found = list(receipts.order_by("-number")[: RECEIPTS_IN_PAGE + 1])
    page = found[:RECEIPTS_IN_PAGE]
    return page, str(page[-1].number) if len(found) > RECEIPTS_IN_PAGE else ""


def find_receipts(q: str, *, book: ReceiptBook | None = None) -> list[Receipt]:
    """Receipts of the subject that people call `q`; within a book also the one of that number."""
    wanted = Q(reference=q)
    receipts = Receipt.objects.select_related("book__agency")
    if book is not None:
        receipts = receipts.filter(book=book)
        if number := _number(q):
            wanted |= Q(number=number)
    return list(receipts.filter(wanted).order_by("-pk")[:RECEIPTS_IN_PAGE])


def _with_figures(books: list[ReceiptBook]) -> list[BookRow]:
    figures = {
        row["book"]: row
        for row in Receipt.objects.filter(book__in=books)
        .order_by()
        .values("book")
        .annotate(
            written=Count("pk"),
            valid=Count("pk", filter=_VALID),
            highest=Max("number"),
            amount=Sum("amount_vnd", filter=_VALID),
        )
    }
    return [_row(book, figures.get(book.pk)) for book in books]


def _row(book: ReceiptBook, figures: Mapping[str, Any] | None) -> BookRow:
    if figures is None:
        return BookRow(book=book, written=0, cancelled=0, highest=0, amount_vnd=0)
    written = figures["written"] or 0
    return BookRow(
        book=book,
        written=written,
        cancelled=written - (figures["valid"] or 0),
        highest=figures["highest"] or 0,
        amount_vnd=figures["amount"] or 0,
    )


def _behind(books: QuerySet[ReceiptBook], after: str) -> QuerySet[ReceiptBook]:
    code, _sign, key = after.rpartition("~")
    if not code or not _number(key):
        return books
    return books.filter(Q(agency__code__gt=code) | Q(agency__code=code, pk__gt=_number(key)))


def _number(text: str) -> int:
    """A number as somebody typed it, or 0."""
    text = text.strip()
    if not (text.isascii() and text.isdecimal() and len(text) <= 10):
        return 0
    return int(text) if int(text) <= _HIGHEST else 0
