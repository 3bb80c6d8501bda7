"""Books of receipts for the provincial admin and the auditor (/manage/receipts/)."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode
from django.views.generic import TemplateView

from payments.models import ReceiptBook
from payments.queries.receipt_books import (
    book_row,
    book_rows,
    find_receipts,
    receipts_in,
    years_with_books,
)
from portal.accounts.roles import Role
from portal.accounts.web.access import StaffRequired
from portal.shared import clock


class ReceiptBooksView(StaffRequired, TemplateView):
    """The books of a year (`?year=`), by agency; `?q=` finds receipts by a dossier's code."""

    roles = (Role.PROVINCIAL_ADMIN, Role.AUDITOR)
    template_name = "payments/receipt_books.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of books, or what was found."""
        context = super().get_context_data(**kwargs)
        q = self.request.GET.get("q", "").strip()
        if q:
            return {**context, "q": q, "found": find_receipts(q)}
        years = years_with_books() or [clock.today().year]
        year = _chosen(self.request.GET.get("year", ""), years)
        rows, after = book_rows(year=year, after=self.request.GET.get("after", ""))
        return {
            **context,
            "years": years,
            "year": year,
            "rows": rows,
            "next_url": _next("payments:receipt_books", year=year, after=after) if after else "",
        }


class ReceiptBookView(StaffRequired, TemplateView):
    """One book, the highest number first; `?q=` is a number or a dossier's code."""

    roles = (Role.PROVINCIAL_ADMIN, Role.AUDITOR)
    template_name = "payments/receipt_book.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of receipts, or what was found."""
        context = super().get_context_data(**kwargs)
        try:
            row = book_row(kwargs["book"])
        except ReceiptBook.DoesNotExist as error:
            raise Http404 from error
        q = self.request.GET.get("q", "").strip()
        if q:
            return {**context, "row": row, "q": q, "receipts": find_receipts(q, book=row.book)}
        receipts, before = receipts_in(row.book, before=self.request.GET.get("before", ""))
        return {
            **context,
            "row": row,
            "receipts": receipts,
            "next_url": _next("payments:receipt_book", row.book.pk, before=before)
            if before
            else "",
        }


def _chosen(typed: str, years: list[int]) -> int:
    """The year asked for if there are books of it, else the latest."""
    return next((year for year in years if str(year) == typed), years[0])


def _next(name: str, *args: Any, **where: Any) -> str:
    return f"{reverse(name, args=args)}?{urlencode(where)}"
